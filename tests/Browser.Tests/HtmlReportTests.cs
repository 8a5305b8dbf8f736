using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TraceToll.Analysis;
using TraceToll.Recordings;
using TraceToll.Reports;
using TraceToll.Reports.Html;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Browser.Tests;

/// <summary>The report in a real browser.</summary>
public sealed class HtmlReportTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private const long MostBytes = 4_000_000;
    private static readonly string[] Charts = ["deltas", "forest", "dots", "curves", "session"];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task All_charts_hold_the_numbers_of_the_recording()
    {
        var analysis = SessionAnalysis.Of(ReportSamples.Judged);
        await using var report = await OpenAsync(HtmlReport.Create(ReportSamples.Judged));

        var idle = analysis.Comparisons.Single(comparison => comparison.Treatment == "idle");
        foreach (var (percentile, x) in new[] { (50.0, 2.0), (90.0, 10.0), (99.0, 100.0) })
        {
            var effect = idle.At(new Measure(percentile))!.Effect;
            var point = Assert.Single(await report.DataAsync("deltas", "idle", "line"), point => point[0] == x);
            AssertUs([effect.Estimate, effect.Interval.Lower, effect.Interval.Upper], [point[2], point[3], point[4]]);
        }

        var pooled = SliceLatencies.Of([.. ReportSamples.Judged.Slices.Where(slice => slice.Mode == "log")]);
        var curve = Assert.Single(await report.DataAsync("curves", "log", "line"), point => point[0] == 100);
        AssertUs([pooled.ValueNs(new Measure(99.0))], [curve[1]]);

        // Only what is judged, and what it is judged by, of idle; all that its slices support of log.
        Assert.Equal(2, (await report.DataAsync("forest", "idle", "custom")).Length);
        Assert.Equal(3, (await report.DataAsync("forest", "log", "custom")).Length);
        AssertUs([idle.At(new Measure(50.0))!.Effect.Estimate], [(await report.DataAsync("forest", "idle", "custom"))[0][2]]);

        AssertUs([.. idle.At(new Measure(50.0))!.BlockNs], [.. (await report.DataAsync("dots", "idle", "scatter")).Select(dot => dot[2])]);

        // Ten summaries of three kinds for each of eight slices.
        Assert.Equal(240, (await report.DataAsync("session", "idle", "scatter")).Length);
        Assert.Empty(report.Said);
    }

    [SkippableFact]
    public async Task It_is_drawn_and_asks_for_nothing()
    {
        await using var report = await OpenAsync(HtmlReport.Create(ReportSamples.Judged));

        foreach (var chart in Charts)
        {
            var box = await report.Page.Locator($"[data-chart={chart}] :is(svg, canvas)").First.BoundingBoxAsync();
            Assert.True(box is { Width: > 300, Height: > 200 }, $"{chart} is {box?.Width} x {box?.Height}");
        }

        Assert.StartsWith("file:", Assert.Single(report.Asked), StringComparison.Ordinal);
        Assert.Empty(report.Said);
        Assert.True(new FileInfo(_folder.File("report.html")).Length < MostBytes);
        var text = await report.Page.Locator("main").InnerTextAsync();
        Assert.Contains("idle: WITHIN its budget", text, StringComparison.Ordinal);
        Assert.Contains("Noise floor of the session", text, StringComparison.Ordinal);
        Assert.Contains("./tracetoll measure --scenario market-data", text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Legend_and_switches_show_and_hide_a_mode()
    {
        await using var report = await OpenAsync(HtmlReport.Create(ReportSamples.Judged));

        await report.Page.GetByLabel("log", new PageGetByLabelOptions { Exact = true }).UncheckAsync();
        foreach (var chart in Charts)
        {
            Assert.False(await report.ShowsAsync(chart, "log"), chart);
            Assert.True(await report.ShowsAsync(chart, "idle"), chart);
        }

        await report.Page.GetByLabel("log", new PageGetByLabelOptions { Exact = true }).CheckAsync();
        await report.Page.Locator("[data-chart=curves] svg text", new PageLocatorOptions { HasTextString = "idle" }).First.ClickAsync();
        Assert.False(await report.ShowsAsync("curves", "idle"));
        Assert.True(await report.ShowsAsync("curves", "log"));
    }

    [SkippableFact]
    public async Task Hovering_tells_figures_and_a_wheel_with_ctrl_zooms()
    {
        await using var report = await OpenAsync(HtmlReport.Create(ReportSamples.Judged));
        var chart = report.Page.Locator("[data-chart=curves]");
        await chart.ScrollIntoViewIfNeededAsync();
        await chart.HoverAsync();

        await Assertions.Expect(chart).ToContainTextAsync("idle: ");
        await Assertions.Expect(chart).ToContainTextAsync(" µs");

        await report.Page.Keyboard.DownAsync("Control");
        await report.Page.Mouse.WheelAsync(0, -300);
        await report.Page.Keyboard.UpAsync("Control");
        await report.Page.WaitForFunctionAsync("charts.get('curves').getOption().dataZoom.some(zoom => zoom.end - zoom.start < 100)");
    }

    [SkippableFact]
    public async Task Another_measure_is_drawn_when_it_is_chosen()
    {
        var idle = SessionAnalysis.Of(ReportSamples.Judged).Comparisons.Single(comparison => comparison.Treatment == "idle");
        await using var report = await OpenAsync(HtmlReport.Create(ReportSamples.Judged));

        await report.Page.Locator("#measure").SelectOptionAsync("p99");

        AssertUs([.. idle.At(new Measure(99.0))!.BlockNs], [.. (await report.DataAsync("dots", "idle", "scatter")).Select(dot => dot[2])]);
    }

    [SkippableTheory]
    [InlineData(400, false)]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(3840, false)]
    public async Task It_fits_and_can_be_read_by_all(int width, bool dark)
    {
        await using var report = await OpenAsync(HtmlReport.Create(ReportSamples.Judged), width, dark);

        var overflow = await report.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{overflow} px wider than the screen");
        var found = await report.Page.RunAxe();
        Assert.Equal([], found.Violations.Where(violation => violation.Impact is "serious" or "critical").Select(Describe));
        await report.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Artifact($"report-{width}{(dark ? "-dark" : "")}.png"), FullPage = true });
    }

    [SkippableFact]
    public async Task It_prints_on_A4()
    {
        await using var report = await OpenAsync(HtmlReport.Create(ReportSamples.Judged), dark: true);

        var pdf = await report.Page.PdfAsync(new PagePdfOptions { Path = Artifact("report.pdf"), PreferCSSPageSize = true, PrintBackground = true });

        Assert.True(pdf.Length > 20_000);
        Assert.Contains("/MediaBox [0 0 594", System.Text.Encoding.Latin1.GetString(pdf), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Several_recordings_lie_over_each_other_with_their_differences()
    {
        await using var report = await OpenAsync(new ComparedReport([("monday", ReportSamples.Judged), ("tuesday", ReportSamples.Later)]).ToHtml());

        Assert.NotEmpty(await report.DataAsync("deltas", "monday: idle", "line"));
        Assert.NotEmpty(await report.DataAsync("deltas", "tuesday: idle", "line"));
        var row = report.Page.Locator("table", new PageLocatorOptions { HasTextString = "held against the first recording" }).Locator("tr", new LocatorLocatorOptions { HasTextString = "idle p50" });
        var change = Verdict.Change(P50(ReportSamples.Judged), P50(ReportSamples.Later));
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{change.Estimate / 1_000:+0.0} [{change.Interval.Lower / 1_000:+0.0} .. {change.Interval.Upper / 1_000:+0.0}]"),
            await row.Locator("td").Last.InnerTextAsync());
        Assert.Contains("tuesday: idle: REGRESSED", await report.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(report.Said);
        await report.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Artifact("report-compared.png"), FullPage = true });
    }

    public static TheoryData<string> Odd => new("not-begun", "invalid", "two-blocks", "no-replies", "hostile", "imported");

    [SkippableTheory]
    [MemberData(nameof(Odd))]
    public async Task What_is_missing_or_odd_is_drawn_without_a_complaint(string name)
    {
        await using var report = await OpenAsync(HtmlReport.Create(OddOne(name)));

        foreach (var chart in await report.Page.Locator("[data-chart]").AllAsync())
        {
            // What is told there is HTML, with names of the recording in it.
            await chart.ScrollIntoViewIfNeededAsync();
            await chart.HoverAsync();
        }

        Assert.Empty(report.Said);
        Assert.NotEmpty(await report.Page.Locator(".answer").AllAsync());
    }

    private static Recording OddOne(string name) => name switch
    {
        "not-begun" => new Recording(RecordingSamples.Manifest with { Outcome = Outcome.Unfinished, SenderHost = null, Loops = null, Probe = null, AgentBuild = null }, []),
        "invalid" => ReportSamples.Judged.Noted(manifest => manifest with { Outcome = new Outcome(false, ["block 2, log: the tracer lost 7 events; raise the buffer"]) }),
        "two-blocks" => ReportSamples.Session(2, seed: 3),
        "no-replies" => new Recording(RecordingSamples.Manifest, [.. RecordingSamples.Valid.Slices, RecordingSamples.Slice(4, "log", [])]),
        "hostile" => Renamed("</script><img src=x onerror=alert(1)>{{data}}"),
        _ => new Recording(RecordingSamples.Manifest with { Scenario = null, Sources = ["report.md sha256:00"], Interleaved = false, Modes = ["off", "log"] }, [])
        {
            Runs = [Known(1, "off", 100), Known(2, "off", 110), Known(1, "log", 200), Known(2, "log", 190)],
        },
    };

    private static Recording Renamed(string mode) => new(
        ReportSamples.Judged.Manifest with { Modes = ["off", "idle", mode, "off-again"], Script = $"/tmp/{mode}.bt", Outcome = new Outcome(false, [$"{mode} is no good"]) },
        [.. ReportSamples.Judged.Slices.Select(slice => slice.Mode == "log" ? slice with { Mode = mode } : slice)]);

    private static KnownRun Known(int run, string mode, double us) => new()
    {
        Run = run,
        Mode = mode,
        Replies = 21_250,
        DurationMs = 34_000,
        MeanNs = us * 500,
        PercentilesNs = new Dictionary<double, double> { [99] = us * 1_000, [99.9] = us * 2_000, [99.99] = us * 3_000, [99.999] = us * 4_000 },
        WorstNs = us * 5_000,
        Source = "report.md:1",
    };

    private Task<OpenReport> OpenAsync(string html, int width = 1280, bool dark = false)
    {
        var file = _folder.File("report.html");
        File.WriteAllText(file, html);
        return chromium.OpenAsync(file, width, dark);
    }

    private static MeasureDifference P50(Recording recording) => Comparison.Of(recording, "idle")!.At(new Measure(50.0))!;

    private static void AssertUs(IReadOnlyList<double> expectedNs, IReadOnlyList<double?> us)
    {
        Assert.Equal(expectedNs.Count, us.Count);
        Assert.All(expectedNs.Zip(us), pair => Assert.Equal(pair.First / 1_000, pair.Second!.Value, tolerance: 1e-6));
    }

    private static string Describe(AxeResultItem violation) =>
        $"{violation.Id} ({violation.Impact}): {violation.Help}: {string.Join("; ", violation.Nodes.Take(3).Select(node => node.Html))}";

    /// <summary>For who wants to look: beside the results of the tests.</summary>
    private static string Artifact(string name) => Path.Combine(Directory.CreateDirectory(Path.Combine(Checkout.FolderOf(AppContext.BaseDirectory)!, "artifacts", "screenshots")).FullName, name);
}
