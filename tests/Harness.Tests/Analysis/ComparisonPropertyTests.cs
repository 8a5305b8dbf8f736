using TraceToll.Analysis;
using TraceToll.Reports;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Analysis;

/// <summary>What has to hold whatever was measured; each over many sessions, whose seed a failure names.</summary>
public class ComparisonPropertyTests
{
    private const int Sets = 200;
    private static readonly Measure P50 = new(50);
    private static readonly Budget Judged = Budget.Parse("5us/5%");

    // The three kinds of effects, of values that are paired or are not.
    private static readonly (string Name, Func<double[], double[], Effect> Make)[] Kinds =
    [
        ("paired", (controls, treated) => new PairedEffect([.. treated.Zip(controls, (treatment, control) => treatment - control)])),
        ("shift", (controls, treated) => new ShiftEffect(controls, treated)),
        ("mean", (controls, treated) => new MeanEffect(controls[..Math.Min(8, controls.Length)], treated[..Math.Min(7, treated.Length)])),
    ];

    [Fact]
    public void A_shift_of_the_treatment_shifts_estimate_and_bounds_by_as_much()
    {
        foreach (var (seed, (name, make)) in from seed in Enumerable.Range(1, Sets) from kind in Kinds select (seed, kind))
        {
            var (random, controls, treated) = Values(seed);
            var shift = 200 * (random.NextDouble() - 0.5);

            var (before, after) = (make(controls, treated), make(controls, [.. treated.Select(value => value + shift)]));

            AssertSame(before.Estimate + shift, after.Estimate, $"seed {seed}, {name}");
            AssertSame(before.Interval.Lower + shift, after.Interval.Lower, $"seed {seed}, {name}");
            AssertSame(before.Interval.Upper + shift, after.Interval.Upper, $"seed {seed}, {name}");
        }
    }

    [Fact]
    public void Exchanged_modes_turn_the_sign_round()
    {
        foreach (var (seed, (name, make)) in from seed in Enumerable.Range(1, Sets) from kind in Kinds select (seed, kind))
        {
            var (_, controls, treated) = Values(seed);
            // As many of both, so that each kind takes the same values either way.
            var count = Math.Min(7, controls.Length);
            (controls, treated) = (controls[..count], treated[..count]);

            var (one, other) = (make(controls, treated), make(treated, controls));

            AssertSame(-one.Estimate, other.Estimate, $"seed {seed}, {name}");
            AssertSame(-one.Interval.Upper, other.Interval.Lower, $"seed {seed}, {name}");
            AssertSame(-one.Interval.Lower, other.Interval.Upper, $"seed {seed}, {name}");
        }
    }

    [Fact]
    public void The_same_holds_of_recordings_to_the_three_digits_of_histograms()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);
            double[] off = [.. Enumerable.Range(0, 9).Select(_ => 60 + (20 * random.NextDouble()))];
            double[] added = [.. Enumerable.Range(0, 9).Select(_ => 10 * random.Normal())];
            MeasureDifference Compare(Func<int, double> offUs, Func<int, double> addedUs) => Comparison.Of(Sessions.Of(9, offUs, addedUs), "idle")!.At(P50)!;

            var difference = Compare(block => off[block - 1], block => added[block - 1]).Effect;
            var shifted = Compare(block => off[block - 1], block => added[block - 1] + 100).Effect;
            var exchanged = Compare(block => off[block - 1] + added[block - 1], block => -added[block - 1]).Effect;

            Assert.True(Math.Abs(difference.Estimate + 100_000 - shifted.Estimate) < 300, $"seed {seed}: {difference.Estimate}, shifted {shifted.Estimate}");
            Assert.True(Math.Abs(-difference.Estimate - exchanged.Estimate) < 1e-6, $"seed {seed}: {difference.Estimate}, exchanged {exchanged.Estimate}");
            Assert.True(Math.Abs(-difference.Interval.Lower - exchanged.Interval.Upper) < 1e-6, $"seed {seed}: {difference.Interval}, exchanged {exchanged.Interval}");
        }
    }

    [Fact]
    public void Blocks_without_a_difference_never_turn_within_into_regressed()
    {
        var within = 0;
        for (var seed = 1; seed <= 500; seed++)
        {
            var random = new Random(seed);
            var middle = 10 * random.NextDouble();
            double[] differences = [.. Enumerable.Range(0, 7 + random.Next(20)).Select(_ => middle + (5 * random.Normal()))];
            if (Judge(differences) != VerdictKind.Within)
            {
                continue;
            }

            within++;
            foreach (var more in (ReadOnlySpan<int>)[1, 2, 5, 20, 100])
            {
                var kind = Judge([.. differences, .. new double[more]]);
                Assert.True(kind == VerdictKind.Within, $"seed {seed}, {more} more blocks: {kind}");
            }
        }

        Assert.InRange(within, 50, 450);

        static VerdictKind Judge(double[] differences) => Judgement.Of([new Question(P50, new PairedEffect(differences), 8)], 0.01)[0].Kind;
    }

    [Fact]
    public void The_order_of_blocks_and_inside_blocks_does_not_matter()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);
            var recording = Sessions.Of(12, _ => 60 + (20 * random.NextDouble()), _ => 5 * random.Normal(), _ => random.Normal());
            var slices = recording.Slices.ToArray();
            random.Shuffle(slices);

            var shuffled = recording with { Slices = slices };

            Assert.True(VerdictText.Create(Judged.Judge(recording, "idle")) == VerdictText.Create(Judged.Judge(shuffled, "idle")), $"seed {seed}");
            Assert.True(Comparison.Of(recording, "idle")!.At(P50)!.BlockNs.SequenceEqual(Comparison.Of(shuffled, "idle")!.At(P50)!.BlockNs), $"seed {seed}");
        }
    }

    [Fact]
    public void The_numbers_of_blocks_do_not_matter()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);
            var recording = Sessions.Of(12, _ => 60 + (20 * random.NextDouble()), _ => 5 * random.Normal(), _ => random.Normal());
            int[] numbers = [.. Enumerable.Range(1, 12)];
            random.Shuffle(numbers);

            var renumbered = recording with { Slices = [.. recording.Slices.Select(slice => slice with { Block = numbers[slice.Block - 1] })] };

            Assert.True(VerdictText.Create(Judged.Judge(recording, "idle")) == VerdictText.Create(Judged.Judge(renumbered, "idle")), $"seed {seed}");
        }
    }

    [Fact]
    public void A_ratio_does_not_depend_on_the_unit()
    {
        for (var seed = 1; seed <= Sets; seed++)
        {
            var (random, controls, treated) = Values(seed);
            var factor = Math.Exp(5 * random.Normal());
            double[] Scaled(double[] values) => [.. values.Select(value => factor * value)];

            var (one, other) = (MeasureDifference.Paired(P50, controls, treated, 400), MeasureDifference.Paired(P50, Scaled(controls), Scaled(treated), 400));

            AssertSame(one.Ratio!.Value, other.Ratio!.Value, $"seed {seed}");
            AssertSame(one.RatioInterval.Lower, other.RatioInterval.Lower, $"seed {seed}");
            AssertSame(one.Effect.Estimate, other.Effect.Estimate / factor, $"seed {seed}");
        }
    }

    /// <summary>From 2 to 20 values above 0, every other set of whole numbers of which many are equal.</summary>
    private static (Random Random, double[] Controls, double[] Treated) Values(int seed)
    {
        var random = new Random(seed);
        var count = random.Next(2, 21);
        double Value() => seed % 2 == 0 ? random.Next(50, 60) : 60 * Math.Exp(0.3 * random.Normal());
        return (random, [.. Enumerable.Range(0, count).Select(_ => Value())], [.. Enumerable.Range(0, count).Select(_ => Value())]);
    }

    private static void AssertSame(double expected, double actual, string what) =>
        Assert.True(expected.Equals(actual) || Math.Abs(expected - actual) < 1e-6, $"{what}: {actual} instead of {expected}");
}
