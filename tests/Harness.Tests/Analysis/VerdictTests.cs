using TraceToll.Analysis;
using TraceToll.Recordings;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Analysis;

public class VerdictTests
{
    private static readonly Budget FiveUs = Budget.Parse("p50=5us");

    [Fact]
    public void Within_when_no_more_is_added_than_is_allowed()
    {
        var verdict = FiveUs.Judge(Sessions.Of(12, Drifting, block => 3 + Sessions.Wobble(block)), "idle");

        Assert.Equal((VerdictKind.Within, "idle", null, 0.01), (verdict.Kind, verdict.Treatment, verdict.MoreBlocks, verdict.ErrorRate));
        var finding = Assert.Single(verdict.Findings);
        Assert.Equal((new Measure(50), VerdictKind.Within, 5_000), (finding.Measure, finding.Kind, finding.ToleranceNs));
        Assert.Equal(3_000, finding.Effect.Estimate, 200.0);
        Assert.True(finding.Bounds.Upper <= 5_000);
        Assert.Empty(verdict.Causes);
    }

    [Fact]
    public void Regressed_when_more_is_added_than_is_allowed()
    {
        var verdict = FiveUs.Judge(Sessions.Of(12, Drifting, block => 8 + Sessions.Wobble(block)), "idle");

        Assert.Equal(VerdictKind.Regressed, verdict.Kind);
        Assert.True(Assert.Single(verdict.Findings).Bounds.Lower > 5_000);
    }

    [Fact]
    public void Improved_when_it_is_faster_by_more_than_the_tolerance()
    {
        Assert.Equal(VerdictKind.Improved, FiveUs.Judge(Sessions.Of(12, Drifting, block => -8 + Sessions.Wobble(block)), "idle").Kind);
        Assert.Equal(VerdictKind.Within, FiveUs.Judge(Sessions.Of(12, Drifting, block => -4 + Sessions.Wobble(block)), "idle").Kind);
    }

    [Theory]
    [InlineData(1.2, "p50=25%", VerdictKind.Within)]
    [InlineData(1.3, "p50=25%", VerdictKind.Regressed)]
    [InlineData(0.7, "p50=25%", VerdictKind.Improved)]
    [InlineData(1.3, "p50=1000us/25%", VerdictKind.Within)]
    public void A_share_of_off_is_taken_block_by_block(double times, string budget, VerdictKind expected)
    {
        // Off is anything from 50 to 1,000 us: no single number of microseconds is a quarter of it.
        var recording = Sessions.Of(12, OffUs, block => OffUs(block) * (times - 1));

        Assert.Equal(expected, Budget.Parse(budget).Judge(recording, "idle").Kind);

        static double OffUs(int block) => 50 * Math.Pow(20, block / 12.0);
    }

    [Fact]
    public void Known_where_more_blocks_would_not_make_slices_longer()
    {
        // 400 round trips a slice: enough for p50, not for p99.9.
        var recording = Sessions.Of(12, Drifting, block => 1 + Sessions.Wobble(block));

        Assert.Equal(VerdictKind.Inconclusive, Budget.Parse("p50=5us,p99.9=5us").Judge(recording, "idle").Kind);
        Assert.True(IsKnown("p50=5us,p99.9=5us"));
        Assert.True(IsKnown("p50=5us"));
        Assert.False(IsKnown("p50=1us,p99.9=5us"));

        bool IsKnown(string budget) => Verdict.IsKnown(recording, new Dictionary<string, Budget> { ["idle"] = Budget.Parse(budget) });
    }

    [Fact]
    public void Inconclusive_with_how_many_more_blocks_would_decide()
    {
        // Between -1 and 7: the estimate is 3, the bounds reach beyond the 5 that are allowed.
        var verdict = FiveUs.Judge(Sessions.Of(12, Drifting, block => block % 2 == 0 ? -1 : 7), "idle");

        Assert.Equal(VerdictKind.Inconclusive, verdict.Kind);
        Assert.InRange(verdict.MoreBlocks!.Value, 10, 200);
        // They do.
        Assert.Equal(VerdictKind.Within, FiveUs.Judge(Sessions.Of(12 + verdict.MoreBlocks.Value, Drifting, block => block % 2 == 0 ? -1 : 7), "idle").Kind);
    }

    [Fact]
    public void Too_few_blocks_decide_nothing_however_clear_they_are()
    {
        // Seven equal signs come about once in 128, six once in 64: only the first is rarer than once in a hundred.
        var six = FiveUs.Judge(Sessions.Of(6, Drifting, _ => 50), "idle");

        Assert.Equal((VerdictKind.Inconclusive, 1), (six.Kind, six.MoreBlocks));
        Assert.Equal(VerdictKind.Regressed, FiveUs.Judge(Sessions.Of(7, Drifting, _ => 50), "idle").Kind);
    }

    [Fact]
    public void On_the_tolerance_no_number_of_blocks_decides()
    {
        var verdict = FiveUs.Judge(Sessions.Of(12, _ => 10, block => 5 + (block % 2 == 0 ? 3 : -3)), "idle");

        Assert.Equal((VerdictKind.Inconclusive, null), (verdict.Kind, verdict.MoreBlocks));
    }

    [Fact]
    public void One_measure_that_is_over_is_enough_and_all_have_to_be_within()
    {
        // Nine round trips in ten are as fast as ever.
        var tail = new Recording(Sessions.Of(1, Drifting, _ => 0).Manifest, [.. Enumerable.Range(1, 12).SelectMany(block => (Slice[])
        [
            Slow(block, "off", 0), Slow(block, "idle", 300_000), Slow(block, "off-again", 0),
        ])]);

        var verdict = Budget.Parse("p50=5us,p90=5us,p99=5us").Judge(tail, "idle");

        Assert.Equal(VerdictKind.Regressed, verdict.Kind);
        Assert.Equal([VerdictKind.Within, VerdictKind.Within, VerdictKind.Regressed], verdict.Findings.Select(finding => finding.Kind));
        Assert.Equal(VerdictKind.Within, Budget.Parse("p50=5us,p90=5us").Judge(tail, "idle").Kind);

        static Slice Slow(int block, string mode, long tailNs) =>
            RecordingSamples.Slice(block, mode, Enumerable.Range(0, 400).Select(i => i % 20 == 0 ? 100_000 + tailNs : 100_000L));
    }

    [Fact]
    public void A_share_of_the_control_is_taken_from_its_typical_value() =>
        Assert.Equal(10_000, Budget.Parse("p50=5us/10%").Judge(Sessions.Of(12, _ => 100, _ => 8), "idle").Findings[0].ToleranceNs, 100.0);

    [Fact]
    public void A_percentile_that_slices_do_not_support_is_never_decided()
    {
        var few = new Recording(Sessions.Of(1, Drifting, _ => 0).Manifest, [.. Enumerable.Range(1, 12).SelectMany(block =>
            (Slice[])[Sessions.Slice(block, "off", 100, 367), Sessions.Slice(block, "idle", 900, 367), Sessions.Slice(block, "off-again", 100, 367)])]);

        var verdict = Budget.Parse("p99=5us").Judge(few, "idle");

        Assert.Equal((VerdictKind.Inconclusive, null), (verdict.Kind, verdict.MoreBlocks));
        Assert.Equal("a slice has only 367 round trips, and p99 takes 368: make slices longer", verdict.Findings[0].Unsupported);
        // What is supported is decided all the same.
        Assert.Equal(VerdictKind.Regressed, Budget.Parse("p50=5us,p99=5us").Judge(few, "idle").Kind);
    }

    [Fact]
    public void Invalid_when_the_recording_is()
    {
        var recording = Sessions.Of(12, Drifting, _ => 3).Noted(manifest => manifest with { Outcome = new Outcome(false, ["block 2, idle: the tracer was killed"]) });

        var verdict = FiveUs.Judge(recording, "idle");

        Assert.Equal((VerdictKind.Invalid, "block 2, idle: the tracer was killed"), (verdict.Kind, Assert.Single(verdict.Causes)));
    }

    [Fact]
    public void Invalid_when_the_controls_differ_by_more_than_is_allowed()
    {
        // As with a machine on which every third slice is slow.
        var verdict = FiveUs.Judge(Sessions.Of(12, Drifting, _ => 3, block => 20 + Sessions.Wobble(block)), "idle");

        Assert.Equal(VerdictKind.Invalid, verdict.Kind);
        Assert.Matches(
            "^off-again differs from off by \\+(19.9|20.0|20.1) us at p50, more than the 5.0 us allowed, though both are without a tracer: this machine cannot judge so little today; measure on a quieter one, or allow more$",
            Assert.Single(verdict.Causes));
        Assert.Equal(VerdictKind.Invalid, FiveUs.Judge(Sessions.Of(12, Drifting, _ => 3, block => -20 + Sessions.Wobble(block)), "idle").Kind);
        Assert.Equal(VerdictKind.Within, FiveUs.Judge(Sessions.Of(12, Drifting, _ => 3, block => 4 + Sessions.Wobble(block)), "idle").Kind);
    }

    [Fact]
    public void Invalid_for_a_mode_that_was_not_measured()
    {
        var verdict = FiveUs.Judge(Sessions.Of(12, Drifting, _ => 3), "log");

        Assert.Equal((VerdictKind.Invalid, "no block holds both off and log; measure again with that mode"), (verdict.Kind, Assert.Single(verdict.Causes)));
        Assert.Empty(verdict.Findings);
        Assert.Null(verdict.Comparison);
    }

    [Fact]
    public void Invalid_for_a_measure_that_is_not_known_of_both()
    {
        // As in reports of which one leaves out a percentile.
        var p999 = new Measure(99.9);
        var units = new (string Mode, Unit Unit)[] { ("off", Known(p999)), ("off-again", Known(p999)), ("idle", Known(new Measure(99))) }.ToLookup(each => each.Mode, each => each.Unit);
        var manifest = Sessions.Of(1, Drifting, _ => 0).Manifest;

        var verdict = Verdict.Of(manifest, Comparison.Of(new Units(false, units), Measure.All, "idle", Controls.Of(manifest)), "idle", Budget.Parse("p99.9=5us"));

        Assert.Equal((VerdictKind.Invalid, "nothing is known of p99.9 of both off and idle; known are mean"), (verdict.Kind, Assert.Single(verdict.Causes)));

        static Unit Known(Measure measure) => new(1, 1, 10_000, new Dictionary<Measure, double> { [Measure.Mean] = 1_000, [measure] = 2_000 }, []);
    }

    [Fact]
    public void Looking_often_takes_more_to_claim()
    {
        // Ten equal signs come about once in 1,024 times.
        var recording = Sessions.Of(10, Drifting, _ => 8);
        Verdict After(Looks looks) => FiveUs.Judge(recording.Noted(manifest => manifest with { Looks = looks }), "idle");

        var once = After(new Looks([10]) { Taken = [10] });
        var often = After(Looks.UpTo(1_000) with { Taken = [10] });
        var endedByLimit = After(Looks.UpTo(1_000) with { Taken = [10], EndedByLimit = true });

        Assert.Equal((VerdictKind.Regressed, 0.01), (once.Kind, once.ErrorRate));
        // 13 looks share half of the error, which takes 12 equal signs.
        Assert.Equal((VerdictKind.Inconclusive, 2), (often.Kind, often.MoreBlocks));
        Assert.Equal(0.005 / 13, often.ErrorRate, 1e-9);
        Assert.Equal(VerdictKind.Regressed, endedByLimit.Kind);
    }

    [Fact]
    public void More_error_takes_less_to_claim()
    {
        var recording = Sessions.Of(5, Drifting, _ => 8);

        Assert.Equal(VerdictKind.Inconclusive, Budget.Parse("p50=5us").Judge(recording, "idle").Kind);
        Assert.Equal(VerdictKind.Regressed, Budget.Parse("p50=5us,error=5%").Judge(recording, "idle").Kind);
    }

    [Fact]
    public void Runs_that_are_not_paired_are_judged_together_with_both_controls()
    {
        var runs = Sessions.Of(4, _ => 100, block => 30 + block, block => block * 0.5).Noted(manifest => manifest with { Interleaved = false });

        var verdict = Budget.Parse("p50=5us").Judge(runs, "idle");

        // The most extreme of 495 divisions.
        Assert.Equal((VerdictKind.Regressed, 12, false), (verdict.Kind, verdict.Findings[0].Effect.Units, verdict.Comparison!.Paired));
    }

    [Fact]
    public void Is_known_when_more_blocks_would_not_change_it()
    {
        var budgets = new Dictionary<string, Budget> { ["idle"] = FiveUs };
        bool IsKnown(Recording recording) => Verdict.IsKnown(recording.Noted(manifest => manifest with { Outcome = Outcome.Unfinished }), budgets);

        Assert.True(IsKnown(Sessions.Of(12, Drifting, _ => 3)));
        Assert.True(IsKnown(Sessions.Of(12, Drifting, _ => 8)));
        Assert.False(IsKnown(Sessions.Of(6, Drifting, _ => 8)));
        // A slice that may not be used spoils all that come after it, unless a rule leaves it out.
        var spoilt = Sessions.Of(6, Drifting, _ => 8);
        spoilt = spoilt with { Slices = [spoilt.Slices[0] with { Problems = ["2 replies came out of order"] }, .. spoilt.Slices.Skip(1)] };
        Assert.True(IsKnown(spoilt));
    }

    [Fact]
    public void Is_known_only_when_each_mode_s_is()
    {
        var recording = Sessions.Of(12, Drifting, _ => 3);
        var both = new Recording(recording.Manifest, [.. recording.Slices, .. Enumerable.Range(1, 12).Select(block => Sessions.Slice(block, "log", Drifting(block) + (block % 2 == 0 ? -20 : 20)))]);

        Assert.True(Verdict.IsKnown(both, new Dictionary<string, Budget> { ["idle"] = FiveUs }));
        Assert.False(Verdict.IsKnown(both, new Dictionary<string, Budget> { ["idle"] = FiveUs, ["log"] = FiveUs }));
    }

    /// <summary>The machine slows down by 7 us a block.</summary>
    private static double Drifting(int block) => 100 + (7 * block);
}
