using System.Text.RegularExpressions;
using TraceToll.Analysis;
using TraceToll.Recordings;
using TraceToll.Reports;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Analysis;

public sealed class ExclusionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Eight blocks; a slice of idle in the third and one of off-again in the fifth lost more than 20 ms to neighbours.</summary>
    private static readonly Recording Disturbed = new(
        Sessions.Of(8, _ => 100, _ => 3).Manifest with { Exclusion = "steal=20" },
        [.. Sessions.Of(8, _ => 100, _ => 3).Slices.Select(slice => (slice.Block, slice.Mode) is (3, "idle") or (5, "off-again") ? Stolen(slice, 21) : slice)]);

    [Theory]
    [InlineData("", "steal=20")]
    [InlineData("de-DE", "hiccups=0")]
    [InlineData("tr-TR", "steal=1000,hiccups=5")]
    public void Is_read_and_written_in_any_culture(string culture, string rule)
    {
        using var other = new Culture(culture);

        Assert.Equal(rule, $"{Exclusion.Parse(rule)}");
        Assert.Equal(Exclusion.Parse(rule), Exclusion.Parse(rule));
        Assert.Equal(Exclusion.Parse(rule).GetHashCode(), Exclusion.Parse(rule).GetHashCode());
    }

    [Theory]
    [InlineData("", "''")]
    [InlineData("steal", "'steal'")]
    [InlineData("steal=", "'steal='")]
    [InlineData("steal=-1", "'steal=-1'")]
    [InlineData("steal=1.5", "'steal=1.5'")]
    [InlineData("steal=20ms", "'steal=20ms'")]
    [InlineData("p99=100", "'p99=100'")]
    [InlineData("Steal=20", "'Steal=20'")]
    [InlineData("steal=20,", "''")]
    [InlineData("steal=1=2", "'steal=1=2'")]
    public void Says_what_it_can_leave_out(string text, string expected) => Assert.Equal(
        $"{expected} excludes nothing; write steal=MS or hiccups=N, such as steal=20: blocks with a slice over that are left out",
        Assert.Throws<FormatException>(() => Exclusion.Parse(text)).Message);

    [Fact]
    public void A_program_that_stayed_loaded_is_no_matter_of_its_block_alone()
    {
        var evidence = RecordingSamples.Valid.Slices.First(slice => slice.Tracers.Count > 0).Tracers[0];
        var left = Sessions.Slice(1, "idle", 100) with
        {
            Problems = ["still loaded"],
            Tracers = [evidence with { Detached = evidence.Detached with { Gone = false } }],
        };
        var ended = left with { Block = 2, Tracers = [evidence] };
        var recording = new Recording(RecordingSamples.Manifest with { Exclusion = "hiccups=0" }, [left, ended]);

        Assert.Equal([left, ended], recording.Excluded);
        Assert.Equal("block 1, idle: still loaded", Assert.Single(recording.Problems));
    }

    [Fact]
    public void Only_what_is_over_the_limit_is_hit()
    {
        var slice = Sessions.Slice(1, "idle", 100);

        Assert.False(Exclusion.Parse("steal=20").Hits(Stolen(slice, 20)));
        Assert.True(Exclusion.Parse("steal=20").Hits(Stolen(slice, 21)));
        Assert.True(Exclusion.Parse("hiccups=0").Hits(slice));
        Assert.False(Exclusion.Parse("hiccups=1").Hits(slice));
        Assert.True(Exclusion.Parse("steal=20,hiccups=0").Hits(slice));
    }

    [Fact]
    public void Whole_blocks_of_an_interleaved_session_are_left_out()
    {
        Assert.Equal([3, 3, 3, 5, 5, 5], Disturbed.Excluded.Select(slice => slice.Block));
        Assert.Equal([1, 2, 4, 6, 7, 8], Disturbed.Compared.Select(slice => slice.Block).Distinct());
        Assert.Equal(6, Comparison.Of(Disturbed, "idle")!.Blocks);
    }

    [Fact]
    public void Of_separate_runs_only_those_are_left_out_that_it_hits()
    {
        var runs = Disturbed.Noted(manifest => manifest with { Interleaved = false });

        Assert.Equal([(3, "idle"), (5, "off-again")], runs.Excluded.Select(slice => (slice.Block, slice.Mode)));
        Assert.Equal(24 - 2, runs.Compared.Count());
    }

    [Fact]
    public void Without_a_rule_nothing_is_left_out() => Assert.Empty(Disturbed.Noted(manifest => manifest with { Exclusion = null }).Excluded);

    [Fact]
    public void Counted_slices_neither_hit_nor_are_left_out()
    {
        var counted = Disturbed with { Slices = [.. Disturbed.Slices, Stolen(Sessions.Slice(8, "idle", 100), 99) with { Use = SliceUse.Counted }] };

        Assert.Equal(Disturbed.Excluded, counted.Excluded);
    }

    [Theory]
    [InlineData(true, false, "the rule steal=20, declared before measuring, left out blocks 3, 5 (slices over it: off 0, idle 1, off-again 1); if it hits traced modes more often than off, the tracer may be what it hits.")]
    [InlineData(true, true, "the rule steal=20, declared after measuring, left out blocks 3, 5 (slices over it: off 0, idle 1, off-again 1); ")]
    [InlineData(false, false, "the rule steal=20, declared before measuring, left out runs 3, 5 (slices over it: off 0, idle 1, off-again 1); ")]
    public void The_report_tells_what_was_left_out(bool interleaved, bool afterwards, string expected)
    {
        var report = TextReport.Create(Disturbed.Noted(manifest => manifest with { Interleaved = interleaved, ExcludedAfterwards = afterwards }));

        // Long lines go on in the next one.
        Assert.Contains(expected, Regex.Replace(report, "\n +", " "), StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_tells_of_a_rule_that_hit_nothing() => Assert.Contains(
        "Note: the rule steal=30, declared before measuring, left out nothing.\n", TextReport.Create(Disturbed.Noted(manifest => manifest with { Exclusion = "steal=30" })), StringComparison.Ordinal);

    [Theory]
    [InlineData("\"exclusion\": \"p99=5\"", "its rule for leaving blocks out is none: 'p99=5' excludes nothing; write steal=MS")]
    [InlineData("\"looks\": {}", "its looks are not planned")]
    [InlineData("\"looks\": { \"planned\": [] }", "its looks are not planned")]
    [InlineData("\"budgets\": { \"idle\": null }", "the budget of idle is null")]
    public void A_manifest_that_makes_no_sense_is_refused(string property, string expected)
    {
        Save();
        var path = _folder.File("manifest.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"exclusion\": \"steal=20\"", property, StringComparison.Ordinal));

        var refused = Assert.Throws<InvalidRecordingException>(() => Recording.Load(_folder.Path));

        Assert.StartsWith($"{path} cannot be used: {expected}", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "it names no mode")]
    [InlineData("[\"off\", \"off\"]", "it names a mode twice: off, off")]
    public void A_manifest_without_proper_modes_is_refused(string modes, string expected)
    {
        Save();
        var path = _folder.File("manifest.json");
        File.WriteAllText(path, Regex.Replace(File.ReadAllText(path), "\"modes\": \\[[^]]*\\]", $"\"modes\": {modes}"));

        Assert.Equal($"{path} cannot be used: {expected}", Assert.Throws<InvalidRecordingException>(() => Recording.Load(_folder.Path)).Message);
    }

    [Fact]
    public void A_broken_budget_is_refused_where_it_is_judged_by()
    {
        var recording = Disturbed.Noted(manifest => manifest with { Budgets = new Dictionary<string, string> { ["idle"] = "p50=cheap" } });

        var refused = Assert.Throws<InvalidRecordingException>(() => TextReport.Create(recording));

        Assert.StartsWith("the recording's budget cannot be read: 'cheap' is no time", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private void Save()
    {
        var writer = new RecordingWriter(_folder.Path, Disturbed.Manifest);
        Disturbed.Slices.ToList().ForEach(writer.Add);
        writer.Finish(Outcome.Good, Disturbed.Manifest.FinishedAt!.Value);
    }

    private static Slice Stolen(Slice slice, long milliseconds) =>
        slice with { Measured = slice.Measured with { Witness = slice.Measured.Witness with { StealMs = milliseconds } } };
}
