using Microsoft.Playwright;
using TraceToll.Xunit;
using Xunit;

namespace TraceToll.Browser.Tests;

/// <summary>The browser that all tests share: the system's, since Playwright's own would have to be downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Path = "/usr/bin/chromium";

    // As root it starts without its sandbox only; the others keep it from calling home.
    private static readonly string[] Options =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (File.Exists(Path))
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Path, Args = Options });
        }
    }

    public async Task DisposeAsync()
    {
        if (_browser != null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>Opens a page as a file, and waits until it is drawn. Everything that it asks for and complains about is kept.</summary>
    internal async Task<OpenReport> OpenAsync(string file, int width = 1280, bool dark = false)
    {
        Requirements.Require(_browser != null, "chromium", $"{Path} is not there; sudo apt-get install chromium");
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            Offline = true,
        });
        var report = new OpenReport(context, await context.NewPageAsync());
        await report.Page.GotoAsync(new Uri(file).AbsoluteUri);
        await report.Page.WaitForSelectorAsync("html[data-drawn]");
        return report;
    }
}

/// <summary>A report in the browser.</summary>
internal sealed class OpenReport : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    public OpenReport(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) => Said.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Said.Add(error);
        page.Dialog += (_, dialog) => Said.Add($"dialog: {dialog.Message}");
        page.Request += (_, request) => Asked.Add(request.Url);
    }

    public IPage Page { get; }

    /// <summary>Words on the console, errors, dialogs.</summary>
    public List<string> Said { get; } = [];

    /// <summary>What it loaded.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Of a chart: the data of all its series that a name has, as the chart holds it; what is no number is null.</summary>
    public Task<double?[][]> DataAsync(string chart, string series, string type) => Page.EvaluateAsync<double?[][]>(
        "([chart, name, type]) => charts.get(chart).getOption().series.filter(each => each.name === name && each.type === type).flatMap(each => each.data.map(point => point.map(value => typeof value === 'number' ? value : null)))",
        new[] { chart, series, type });

    /// <summary>Whether a chart shows what a name has.</summary>
    public Task<bool> ShowsAsync(string chart, string name) =>
        Page.EvaluateAsync<bool>("([chart, name]) => charts.get(chart).getOption().legend[0].selected[name] !== false", new[] { chart, name });

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
