using TraceToll.Recordings;
using TraceToll.Recordings.Import;
using Xunit;

namespace TraceToll.Tests.Import;

public class ReportErrorTests
{
    // Line 1 is of dashes, 2 is the header, 3 the mean, 8 the worst, 9 and 10 the sentences.
    [Theory]
    [InlineData("~ one way |     round trip |", "round trip |     ~ one way |", 2, 30, "expected '~ one way', found 'round trip'")]
    [InlineData("~ one way |", "", 2, 35, "expected '~ one way', found 'round trip'")]
    [InlineData("round trip |\n", "round trip\n", 2, 56, "expected '|', found the end of the line")]
    [InlineData("round trip |\n", "round trip | more |\n", 2, 59, "expected nothing more on this line, found 'more'")]
    [InlineData("mean                   |            36 |             72 |\n", "", 3, 1, "expected the row 'mean', found '99th percentile'")]
    [InlineData("mean  ", "maen  ", 3, 1, "expected the row 'mean', found 'maen'")]
    [InlineData("mean  ", "means ", 3, 5, "expected '|', found 's'")]
    [InlineData("99.9th percentile ", "99th percentile   ", 5, 1, "expected the row '99.9th percentile', found '99th percentile'")]
    [InlineData("99.99th percentile     |           103 |            206 |\n", "", 6, 1, "expected the row '99.99th percentile', found '99.999th percentile'")]
    [InlineData("99.99th percentile     |           103 |            206 |\n", "```\n", 6, 1, "expected the row '99.99th percentile', found '```'")]
    [InlineData("            36 |", "", 3, 42, "expected whole microseconds, 0 or more, found the end of the line")]
    [InlineData("            36 |", "               |", 3, 40, "expected whole microseconds, 0 or more, found '|'")]
    [InlineData("            36 |", "            36  ", 3, 54, "expected '|', found '72'")]
    [InlineData("            36 |", "           -36 |", 3, 36, "expected whole microseconds, 0 or more, found '-36'")]
    [InlineData("            36 |", "          36.0 |", 3, 35, "expected whole microseconds, 0 or more, found '36.0'")]
    [InlineData("            36 |", "          36,0 |", 3, 37, "expected '|', found ',0'")]
    [InlineData("            36 |", "           3e1 |", 3, 36, "expected whole microseconds, 0 or more, found '3e1'")]
    [InlineData("            36 |", "           NaN |", 3, 36, "expected whole microseconds, 0 or more, found 'NaN'")]
    [InlineData("            36 |", "99999999999999999999 |", 3, 25, "expected whole microseconds, 0 or more, found '99999999999999999999'")]
    [InlineData("72 |", "72", 3, 56, "expected '|', found the end of the line")]
    [InlineData("72 |", "72 | !", 3, 59, "expected nothing more on this line, or '*', found '!'")]
    [InlineData("72 |", "72 | * *", 3, 61, "expected nothing more on this line, or '*', found '*'")]
    [InlineData("            36 |", "            38 |", 3, 37, "expected half of the round trip of 72, found '38'")]
    [InlineData("            36 |", "            34 |", 3, 37, "expected half of the round trip of 72, found '34'")]
    [InlineData("            36 |             72 |", "           104 |            208 |", 8, 53, "expected 208 or more, as in the row 'mean', found '207'")]
    [InlineData("88 |            175 |", "63 |            126 |", 5, 53, "expected 127 or more, as in the row '99th percentile', found '126'")]
    [InlineData("worst                  |           104 |            207 |", "worst                  |           103 |            206 |", 8, 53, "expected 207 or more, as in the row '99.999th percentile', found '206'")]
    [InlineData("worst  ", "99.999th percentile ", 8, 1, "expected the row 'worst', found '99.999th percentile'")]
    [InlineData("Based on 21250 measurements.\n", "", 9, 1, "expected 'Based on N measurements.', found 'It took 33998 ms between the first measured message sent and...'")]
    [InlineData("on 21250", "on -1", 9, 10, "expected a whole number of measurements, 1 or more, found '-1'")]
    [InlineData("on 21250", "on 0", 9, 10, "expected a whole number of measurements, 1 or more, found '0'")]
    [InlineData("measurements.", "samples.", 9, 16, "expected 'measurements.', found 'samples.'")]
    [InlineData("measurements.", "measurements. Or more", 9, 30, "expected nothing more on this line, found 'Or more'")]
    [InlineData("It took 33998 ms between the first measured message sent and the last received\n", "", 10, 1,
        "expected 'It took N ms between the first measured message sent and the last received', found the end of the file")]
    [InlineData("33998 ms", "34 s", 10, 12, "expected 'ms between the first measured message sent and the last received', found 's between the first measured message sent and the last recei...'")]
    [InlineData("33998", "33.9", 10, 9, "expected whole milliseconds, 0 or more, found '33.9'")]
    [InlineData("received", "received,", 10, 79, "expected nothing more on this line, found ','")]
    [InlineData("latency (micro", "latency (milli", 3, 1, "expected a line 'latency (microseconds) |     ~ one way |     round trip |' and all rows in order before this, found 'mean'")]
    [InlineData("mean  ", "\u001b[2Jmean  ", 3, 1, "expected the row 'mean', found '?[2Jmean'")]
    public void Names_line_column_and_what_was_expected(string part, string instead, int line, int column, string expected)
    {
        Assert.Contains(part, ReportSamples.Table, StringComparison.Ordinal);
        var at = ReportSamples.Table.IndexOf(part, StringComparison.Ordinal);

        var refused = Refused(ReportSamples.Table.Remove(at, part.Length).Insert(at, instead), "off");

        Assert.Equal($"some/report.md, line {line}, column {column}: {expected}", refused);
    }

    [Theory]
    [InlineData(126, 62)]
    [InlineData(126, 63)]
    [InlineData(126, 64)]
    [InlineData(127, 63)]
    [InlineData(127, 64)]
    public void Half_of_the_round_trip_may_be_rounded_either_way(int roundTrip, int oneWay)
    {
        var text = ReportSamples.Table.Replace(" 64 |            127 |", $" {oneWay} | {roundTrip} |", StringComparison.Ordinal);

        Assert.Equal(roundTrip * 1000, Assert.Single(ReportParser.Parse("report.md", text, "off").Runs).PercentilesNs[99]);
    }

    [Fact]
    public void Nothing_may_be_between_the_rows_but_blank_lines() =>
        Assert.Equal("some/report.md, line 6, column 1: expected the row '99.99th percentile', found 'Results:'",
            Refused(ReportSamples.Table.Replace("99.99th", "Results:\n99.99th", StringComparison.Ordinal), "off"));

    [Fact]
    public void A_row_without_its_table_is_no_prose() =>
        Assert.Equal("some/report.md, line 11, column 1: expected a line 'latency (microseconds) |     ~ one way |     round trip |' and all rows in order before this, found 'worst'",
            Refused(ReportSamples.Table + "worst                  |           104 |            207 |\n", "off"));

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("mean, worst and 99th percentile: see below\nBased on three runs\nIt took long\n")]
    [InlineData("| mean    |  63.9   | +1.0 [+0.5 .. +2.4]   |\n")]
    public void A_report_without_a_table_is_refused(string text) =>
        Assert.Equal("some/report.md has no table to import; expected is a line 'latency (microseconds) |     ~ one way |     round trip |' and the rows below it", Refused(text, "off"));

    private static string Refused(string text, string? mode) =>
        Assert.Throws<InvalidRecordingException>(() => ReportParser.Parse("some/report.md", text, mode)).Message;
}
