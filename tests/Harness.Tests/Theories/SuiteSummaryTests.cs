using TraceToll.Analysis;
using TraceToll.Reports.Html;
using TraceToll.Tests.Support;
using TraceToll.Xunit;
using Xunit;

namespace TraceToll.Tests.Theories;

/// <summary>What is left of a suite to look at.</summary>
[Collection(Requiring.Collection)]
public class SuiteSummaryTests
{
    [Fact]
    public async Task Rows_that_are_skipped_or_fail_are_in_it()
    {
        await SuiteRows.RunAsync(Assert.Single(SuiteRows.Discover(nameof(Suite.Is_skipped))));
        Suite.Body = () => throw new InvalidOperationException("on purpose");
        await SuiteRows.RunAsync(Assert.Single(SuiteRows.Discover(nameof(Suite.Does))));

        var page = await File.ReadAllTextAsync(SuiteSummary.Page);

        Assert.Matches("skipped</th><td>TraceToll.Tests.Theories.Suite.Is_skipped</td>", page);
        Assert.Matches("failed</th><td>TraceToll.Tests.Theories.Suite.Does</td>", page);
    }

    [Fact]
    public void What_asks_for_attention_comes_first_and_leads_to_its_report()
    {
        var comparison = Comparison.Of(Sessions.Of(8, _ => 20, _ => 4), "idle");
        SuiteRow[] rows =
        [
            new() { Test = "A.B", Row = "mode: idle", Kind = "within", Folder = "/tmp/runs/20260101T120000", Comparison = comparison },
            new() { Test = "A.C", Row = "mode: <log>", Kind = "regressed", Folder = "/tmp/runs/2 0", Text = "costs & more" },
        ];

        var page = SuiteIndex.Create(rows, DateTimeOffset.UnixEpoch, "/tmp/runs/suite");

        Assert.True(page.IndexOf("A.C", StringComparison.Ordinal) < page.IndexOf("A.B", StringComparison.Ordinal));
        Assert.Contains("answer bad\"><p>1 regressed, 1 within.", page, StringComparison.Ordinal);
        Assert.Contains("href=\"../2%200/report.html\"", page, StringComparison.Ordinal);
        Assert.Contains("mode: &lt;log&gt;", page, StringComparison.Ordinal);
        Assert.Contains("costs &amp; more", page, StringComparison.Ordinal);
        Assert.Contains("<td>+4.0 [+4.0 .. +4.0]</td>", page, StringComparison.Ordinal);
    }
}
