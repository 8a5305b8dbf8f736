using TraceToll.Recordings;
using TraceToll.Reports;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Reports;

public class TextReportTests
{
    public static TheoryData<string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var name in ReportedRecordings.Names)
            {
                foreach (var culture in (string[])["", "de-DE", "tr-TR"])
                {
                    rows.Add(name, culture);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Is_the_approved_one_in_every_culture(string name, string culture)
    {
        using var other = new Culture(culture);

        Approved.Match($"TextReport.{name}", TextReport.Create(ReportedRecordings.Of(name)));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Is_the_same_of_a_recording_read_again(string name, string culture)
    {
        using var folder = new TemporaryFolder();
        var recording = ReportedRecordings.Of(name);
        using (new Culture(culture))
        {
            recording.Save(folder.Path);
        }

        Assert.Equal(TextReport.Create(recording), TextReport.Create(Recording.Load(folder.Path)));
    }

    [Fact]
    public void Marks_what_its_samples_cannot_support()
    {
        var lines = TextReport.Create(RecordingSamples.Valid).Split('\n').Where(line => line.StartsWith("| p", StringComparison.Ordinal)).ToList();

        // 1,000 samples a slice.
        Assert.All(lines.Where(line => line.Contains(" p50 ", StringComparison.Ordinal) || line.Contains(" p90 ", StringComparison.Ordinal) || line.Contains(" p99 ", StringComparison.Ordinal)),
            line => Assert.DoesNotContain('*', line));
        Assert.Equal(3, lines.Count(line => line.Contains(" p99.", StringComparison.Ordinal) && line.Count(character => character == '*') == 4));
    }

    [Theory]
    [InlineData("responder", "a delay of 1.5 us a message was planted in the responder, in every mode but off and off-again")]
    [InlineData("sender", "a delay of 1.5 us a message was planted in the sender, in every mode but off and off-again")]
    [InlineData("both", "a delay of 1.5 us a message was planted in the sender and the responder, in every mode but off and off-again")]
    public void Says_where_a_delay_was_planted(string side, string expected) => Assert.Contains($"Note     {expected}",
        TextReport.Create(ReportedRecordings.Planted with { Manifest = ReportedRecordings.Planted.Manifest with { PlantedSide = side } }), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Has_no_line_that_is_wider_than_a_report(string name, string culture)
    {
        using var other = new Culture(culture);

        Assert.All(TextReport.Create(ReportedRecordings.Of(name)).Split('\n'), line => Assert.True(line.Length <= 160, line));
    }

    [Fact]
    public void Tells_of_a_mode_that_sent_nothing()
    {
        Recording stopped = new(ReportedRecordings.Invalid.Manifest with { Modes = ["off", "log", "off-again"] },
            [RecordingSamples.Slice(1, "off", 60_000, 1_000), RecordingSamples.Slice(1, "log", []), RecordingSamples.Slice(1, "off-again", 60_000, 1_000)]);

        var lag = TextReport.Create(stopped).Split('\n').Single(line => line.StartsWith("| send lag p99, us ", StringComparison.Ordinal));

        Assert.Equal(["1.5", "-", "1.5"], lag.Trim('|').Split('|')[1..].Select(cell => cell.Trim()));
    }

    [Fact]
    public void Has_ends_of_lines_as_unix_has_them_and_none_padded()
    {
        var report = TextReport.Create(RecordingSamples.Valid);

        Assert.DoesNotContain('\r', report);
        Assert.DoesNotContain('\u001b', report);
        Assert.All(report.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
        Assert.EndsWith("\n", report, StringComparison.Ordinal);
    }
}
