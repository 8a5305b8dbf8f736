using TraceToll.GitHub;
using TraceToll.GitHub.Nights;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.GitHub;

public class NightSummaryTests
{
    [Fact]
    public void Says_what_became_of_each_row() => Approved.Match("Night.regressed", NightSummary.Create(Nights.Of(0,
        Nights.Row("Within", RowKind.Within, text: "not shown"),
        Nights.Row("Improved", RowKind.Improved),
        Nights.Row("Twice", RowKind.Regressed, RowKind.Regressed, "idle: REGRESSED\n  p50  +9.0 us, 5.0 us allowed\n"),
        Nights.Row("Once", RowKind.Regressed, RowKind.Within, "idle: REGRESSED\n"),
        Nights.Row("Missing", RowKind.Missing))));

    [Fact]
    public void Says_why_it_failed() => Approved.Match("Night.failed", NightSummary.Create(Nights.Of(0,
        Nights.Row("Invalid", RowKind.Invalid, text: "the rate was not held\n"),
        Nights.Row("Unresolved", RowKind.Regressed)) with
    { Sessions = [new SuiteSession(1, 0, 3, [new TestFailure("S.A", "no socket")], 2, [])] }));

    [Fact]
    public void Nothing_of_others_leaves_its_code()
    {
        const string Hostile = "a`b``c | @everyone <script>alert(1)</script> [x](http://elsewhere)\n# title\n</details>\u0007";
        var row = Nights.Row("A", RowKind.Invalid, text: $"```\n{Hostile}\n```");
        var night = Nights.Of(0, row with { Verdict = row.Verdict with { Test = Hostile, Testbed = Hostile, Mode = Hostile, Baseline = Hostile } });

        Approved.Match("Night.hostile", NightSummary.Create(night));
    }

    [Theory]
    [InlineData("plain", "`plain`")]
    [InlineData("", "")]
    [InlineData("two\r\nlines", "`two lines`")]
    [InlineData("a`b", "``a`b``")]
    [InlineData("`", "`` ` ``")]
    public void Code_is_fenced_by_more_than_it_holds(string text, string expected) => Assert.Equal(expected, Markdown.Code(text));
}
