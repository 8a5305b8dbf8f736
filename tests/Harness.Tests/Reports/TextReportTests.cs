using TraceToll.Recordings;
using TraceToll.Reports;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Reports;

public class TextReportTests
{
    private static readonly Recording Invalid = RecordingSamples.Valid with
    {
        Manifest = RecordingSamples.Manifest with { Outcome = new Outcome(false, ["block 2, log: the tracer lost 7 events; raise the buffer", "a second cause"]) },
    };

    private static readonly Recording SeparateRuns = RecordingSamples.Valid with
    {
        Manifest = RecordingSamples.Manifest with { Plan = "runs=3,messages=1000000,warm-up-replies=10000", Interleaved = false },
    };

    private static readonly Recording Planted = new(
        RecordingSamples.Manifest with { Modes = ["off", "planted", "off-again"], Probe = null, PlantedDelayNs = 1_500, PlantedSide = "responder" },
        [RecordingSamples.Slice(1, "planted", 61_500, 1_000), RecordingSamples.Slice(1, "off", 60_000, 1_000), RecordingSamples.Slice(1, "off-again", 60_000, 1_000)]);

    private static readonly Recording NotBegun = new(
        RecordingSamples.Manifest with { Outcome = Outcome.Unfinished, SenderHost = null, Loops = null, Probe = null, AgentBuild = null }, []);

    public static TheoryData<string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var name in (string[])["valid", "invalid", "separate-runs", "planted", "not-begun"])
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

        Approved.Match($"TextReport.{name}", TextReport.Create(Sample(name)));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Is_the_same_of_a_recording_read_again(string name, string culture)
    {
        using var folder = new TemporaryFolder();
        var recording = Sample(name);
        using (new Culture(culture))
        {
            Save(folder.Path, recording);
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
        TextReport.Create(Planted with { Manifest = Planted.Manifest with { PlantedSide = side } }), StringComparison.Ordinal);

    [Fact]
    public void Has_ends_of_lines_as_unix_has_them_and_none_padded()
    {
        var report = TextReport.Create(RecordingSamples.Valid);

        Assert.DoesNotContain('\r', report);
        Assert.DoesNotContain('\u001b', report);
        Assert.All(report.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
        Assert.EndsWith("\n", report, StringComparison.Ordinal);
    }

    private static Recording Sample(string name) => name switch
    {
        "valid" => RecordingSamples.Valid,
        "invalid" => Invalid,
        "separate-runs" => SeparateRuns,
        "planted" => Planted,
        _ => NotBegun,
    };

    private static void Save(string folder, Recording recording)
    {
        var writer = new RecordingWriter(folder, recording.Manifest);
        foreach (var slice in recording.Slices)
        {
            writer.Add(slice);
        }

        writer.Finish(recording.Manifest.Outcome, recording.Manifest.FinishedAt!.Value);
    }
}
