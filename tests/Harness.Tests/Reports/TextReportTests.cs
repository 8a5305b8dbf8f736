using TraceToll.Protocol;
using TraceToll.Recordings;
using TraceToll.Reports;
using TraceToll.Scenarios;
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

    /// <summary>A session as it is: noise with a tail, a machine that slows down, a neighbour in one block, budgets, looks.</summary>
    private static readonly Recording Judged = Random(["idle", "log"], blocks: 24).Noted(manifest => manifest with
    {
        Plan = "blocks=64,slice=0.7,seed=1",
        Budgets = new Dictionary<string, string> { ["idle"] = "p50=5us/5%,p99=20us/10%", ["log"] = "p50=5us/5%,p99=20us/10%,error=5%" },
        Looks = Looks.UpTo(64) with { Taken = [12, 16, 23], EndedByLimit = true },
        Exclusion = "steal=20",
    });

    private static readonly Recording Wide = Random(["idle", "log", "retransmits-by-process-and-address", "tcp-connections"], blocks: 8).Noted(manifest => manifest with
    {
        Scenario = Scenario.Parse("market-data,rate=10000,bytes=1024,reply-every=10,idle=spin"),
        SharesCpus = true,
        Responded = new RespondTotals(1, 3, 2, 120_000, 3_750),
        Outcome = new Outcome(false, [string.Join(", ", Enumerable.Range(1, 12).Select(block => $"block {block}, log: the tracer lost {block} events")) + "; raise BPFTRACE_PERF_RB_PAGES"]),
    });

    private static readonly Recording NotBegun = new(
        RecordingSamples.Manifest with { Outcome = Outcome.Unfinished, SenderHost = null, Loops = null, Probe = null, AgentBuild = null }, []);

    public static TheoryData<string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var name in (string[])["valid", "invalid", "separate-runs", "planted", "judged", "wide", "not-begun"])
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

    [Theory]
    [MemberData(nameof(Rows))]
    public void Has_no_line_that_is_wider_than_a_report(string name, string culture)
    {
        using var other = new Culture(culture);

        Assert.All(TextReport.Create(Sample(name)).Split('\n'), line => Assert.True(line.Length <= 160, line));
    }

    [Fact]
    public void Tells_of_a_mode_that_sent_nothing()
    {
        Recording stopped = new(Invalid.Manifest with { Modes = ["off", "log", "off-again"] },
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

    private static Recording Sample(string name) => name switch
    {
        "valid" => RecordingSamples.Valid,
        "invalid" => Invalid,
        "separate-runs" => SeparateRuns,
        "planted" => Planted,
        "judged" => Judged,
        "wide" => Wide,
        _ => NotBegun,
    };

    /// <summary>Off takes 60 us, a little more in each block; idle costs a microsecond, everything else 25. Block 3 lost time to a neighbour.</summary>
    private static Recording Random(string[] modes, int blocks)
    {
        var random = new Random(20201101);
        string[] all = ["off", .. modes, "off-again"];
        return new Recording(RecordingSamples.Manifest with { Modes = all }, [.. from block in Enumerable.Range(1, blocks) from mode in all select Slice(block, mode)]);

        Slice Slice(int block, string mode)
        {
            var added = mode switch { "off" or "off-again" => 0, "idle" => 1, _ => 25 };
            var slice = RecordingSamples.Slice(block, mode, random.RoundTripsNs(400, 60 + (0.2 * block) + added, 0.15));
            return slice with { Measured = slice.Measured with { Witness = slice.Measured.Witness with { StealMs = block == 3 && mode == "log" ? 90 : 10 } } };
        }
    }

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
