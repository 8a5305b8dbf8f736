using TraceToll.Recordings;
using TraceToll.Reports;
using Xunit;

namespace TraceToll.Tests.EndToEnd;

/// <summary>The culture and the path that somebody happens to have change nothing.</summary>
[Collection(Measuring.Name)]
public sealed class Surroundings : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"tracetoll mit Leerzeichen ü {Guid.NewGuid():N}");

    [Theory]
    [InlineData("de_DE.UTF-8")]
    [InlineData("tr_TR.UTF-8")]
    public async Task Measured_reported_and_read_again_the_same(string locale)
    {
        var environment = new Dictionary<string, string> { ["LANG"] = locale, ["LC_ALL"] = locale };
        using var measuring = new RunningCli(environment, "measure", "--modes", "off", "--plan", "blocks=2,slice=0.3", "--out", _folder);
        var exitCode = await measuring.WaitForEndAsync();
        Assert.True(exitCode == 0, measuring.Error + measuring.Output);

        using var reporting = new RunningCli(environment, "report", _folder);
        await reporting.WaitForEndAsync();

        Assert.Equal(measuring.Output, reporting.Output);
        Assert.Equal(TextReport.Create(Recording.Load(_folder)).TrimEnd(), reporting.Output.TrimEnd());
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
