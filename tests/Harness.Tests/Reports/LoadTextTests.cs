using TraceToll.Recordings;
using TraceToll.Reports;
using TraceToll.Scenarios;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Reports;

public class LoadTextTests
{
    [Theory]
    [InlineData("market-data", "20000 messages a second of 4016 bytes, 1 reply of 24 bytes for 32")]
    [InlineData("market-data,bytes=64-1500,reply-bytes=100,reply-every=1", "20000 messages a second of 64 to 1500 bytes, 1 reply of 100 bytes for 1")]
    [InlineData("market-data,connections=2", "20000 messages a second of 4016 bytes, 1 reply of 24 bytes for 32, on 2 connections from 1 thread")]
    [InlineData("market-data,connections=8,sender-threads=4", "20000 messages a second of 4016 bytes, 1 reply of 24 bytes for 32, on 8 connections from 4 threads")]
    [InlineData("market-data,burst=1000,burst-spacing=3ms", "bursts of 1000 messages every 3ms, 333333.33 a second on average, of 4016 bytes, 1 reply of 24 bytes for 32")]
    public void Tells_of_all_that_is_sent(string scenario, string expected)
    {
        using var other = new Culture("de-DE");

        Assert.Equal(expected, LoadText.Of(Scenario.Parse(scenario)));
    }

    [Fact]
    public void Tells_which_timeline_is_played()
    {
        using var other = new Culture("de-DE");
        var timeline = new Timeline { Path = "/home/ada/open.csv", Sha256 = "0123456789abcdef", Messages = 195_729, PeriodNs = 10_000_000_000 };

        Assert.Equal(
            "the timeline open (0123456789ab) of 195729 messages in 10 s, over and over, 19572.9 a second on average, of 64 to 1500 bytes, 1 reply of 24 bytes for 32",
            LoadText.Of(Scenario.MarketData with { Timeline = timeline, MessageBytes = 64, LongestMessageBytes = 1_500 }));
    }

    [Fact]
    public void Reports_tell_of_priority_loops_and_memory()
    {
        var report = Report(manifest => manifest with { Scenario = Scenario.Parse("market-data,connections=2,sender-threads=2,priority=fifo:50"), SharesCpus = true, MemoryLocked = false });

        Assert.Contains("; spin, sender on CPU 2, responder on CPU 3, at priority fifo:50\n", Unwrapped(report), StringComparison.Ordinal);
        Assert.Contains("Note     the 4 spinning loops take every CPU of this machine", report, StringComparison.Ordinal);
        Assert.Contains("Note     the sender's memory was not locked", report, StringComparison.Ordinal);
        Assert.DoesNotContain("locked", Report(manifest => manifest with { MemoryLocked = true }), StringComparison.Ordinal);
    }

    [Fact]
    public void What_former_versions_did_not_count_has_no_row()
    {
        var report = TextReport.Create(RecordingSamples.Valid);

        Assert.DoesNotContain("page faults", report, StringComparison.Ordinal);
        Assert.DoesNotContain("longest turn", report, StringComparison.Ordinal);
        Assert.DoesNotContain("% of a CPU", report, StringComparison.Ordinal);
        Assert.DoesNotContain("ms in all", report, StringComparison.Ordinal);
        Assert.DoesNotContain("without a CPU", report, StringComparison.Ordinal);
    }

    [Fact]
    public void What_measuring_itself_took_is_told_of_each_mode()
    {
        // Slices of 1.25 s.
        var recording = RecordingSamples.Valid with
        {
            Slices = [.. RecordingSamples.Valid.Slices.Select(slice => slice.Mode is "off" ? Took(slice, 12_500_000, 1_250_000, 4_000_000) : slice.Mode is "log" ? Took(slice, 0, 0, 0) : slice)],
        };

        var lines = TextReport.Create(recording).Split('\n');

        Assert.Equal(["1.00", "-", "0.00", "-"], Cells(lines, "harness, % of a CPU"));
        Assert.Equal(["0.10", "-", "0.00", "-"], Cells(lines, "sender's recording thread, % of a CPU"));
        // 3 slices, with a hiccup of 1 ms each.
        Assert.Equal(["12.0", "-", "0.0", "-"], Cells(lines, "without a CPU, ms"));
        Assert.Equal(["3.0", "3.0", "3.0", "3.0"], Cells(lines, "hiccups, ms in all"));
    }

    [Fact]
    public void The_longest_turn_and_the_page_faults_of_each_mode_are_told()
    {
        using var other = new Culture("de-DE");
        var recording = RecordingSamples.Valid with
        {
            Slices = [.. RecordingSamples.Valid.Slices.Select(slice => slice.Mode is "off" or "log" ? Counted(slice, slice.Block * 1_000, faults: slice.Mode == "log" ? 2 : 0) : slice)],
        };

        var lines = TextReport.Create(recording).Split('\n');

        Assert.Equal(["3.0", "-", "3.0", "-"], Cells(lines, "loop's longest turn, us, below"));
        Assert.Equal(["0", "-", "6", "-"], Cells(lines, "page faults of the loop"));
    }

    private static Slice Took(Slice slice, long harnessNs, long othersNs, long offCpuNs) => slice with
    {
        HarnessCpuNs = harnessNs,
        Measured = slice.Measured with { Witness = slice.Measured.Witness with { RecordingCpuNs = othersNs, OffCpuNs = offCpuNs } },
    };

    private static Slice Counted(Slice slice, long longestNs, long faults) => slice with
    {
        Measured = slice.Measured with
        {
            LoopGaps = RecordingSamples.Encode([100, 200, longestNs]),
            Witness = slice.Measured.Witness with { PageFaults = faults },
        },
    };

    private static IEnumerable<string> Cells(string[] lines, string row) =>
        Assert.Single(lines, line => line.StartsWith($"| {row} ", StringComparison.Ordinal)).Trim('|').Split('|')[1..].Select(cell => cell.Trim());

    private static string Report(Func<RecordingManifest, RecordingManifest> change) => TextReport.Create(RecordingSamples.Valid with { Manifest = change(RecordingSamples.Manifest) });

    private static string Unwrapped(string report) => report.Replace("\n         ", " ", StringComparison.Ordinal);
}
