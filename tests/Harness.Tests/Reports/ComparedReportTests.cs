using TraceToll.Recordings;
using TraceToll.Reports;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Reports;

/// <summary>Several recordings held against the first.</summary>
public class ComparedReportTests
{
    private static readonly Recording Monday = Sessions.Of(8, _ => 20, _ => 1);

    private static readonly Recording Tuesday = Sessions.Of(8, _ => 20, _ => 4)
        .Noted(manifest => manifest with { SenderHost = Samples.Host with { Kernel = "6.18.0" }, ResponderHost = Samples.Host with { Kernel = "6.18.0" } });

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    public void It_says_what_each_adds_by_how_much_that_differs_and_what_else_does(string culture)
    {
        using var other = new Culture(culture);

        Approved.Match("ComparedReport.two", new ComparedReport([("monday", Monday), ("tuesday", Tuesday)]).ToText());
    }

    [Fact]
    public void Those_that_were_not_measured_alike_are_not_subtracted()
    {
        var runs = Tuesday.Noted(manifest => manifest with { Interleaved = false });

        var text = new ComparedReport([("blocks", Monday), ("runs", runs)]).ToText();

        Assert.Contains("not alike", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recording_of_which_nothing_is_known_leaves_its_columns_empty()
    {
        var text = new ComparedReport([("monday", Monday), ("broken", ReportedRecordings.NotBegun)]).ToText();

        Assert.Contains("broken: INVALID: draw no conclusion from these figures.", text, StringComparison.Ordinal);
        Assert.Matches(@"\| idle p50 +\| +\+1\.0 \[\+1\.0 \.\. \+1\.0\] \| +not measured \| +\|", text);
    }

    [Fact]
    public void One_alone_is_refused() =>
        Assert.StartsWith("one recording has nothing to be held against", Assert.Throws<ArgumentException>(() => new ComparedReport([("monday", Monday)])).Message, StringComparison.Ordinal);
}
