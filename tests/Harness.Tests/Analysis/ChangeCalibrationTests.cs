using TraceToll.Analysis;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Analysis;

/// <summary>How often two sessions are called different, or alike, that are not. Seeded: it cannot pass now and fail then.</summary>
public class ChangeCalibrationTests
{
    private const int Blocks = 16;
    private const double ToleranceUs = 5;

    private static readonly Measure P50 = new(50);
    private static readonly Budget Allowed = Budget.Parse("p50=5us");

    public static TheoryData<string> Noises => ["normal", "heavy tail", "hits"];

    [Theory]
    [MemberData(nameof(Noises))]
    public void Alike_sessions_are_not_called_different(string noise)
    {
        var kinds = Judge(noise, shiftUs: 0, pairs: 2_000);

        Assert.Equal(0, kinds.Count(kind => kind is VerdictKind.Regressed or VerdictKind.Improved));
        // It says something, too.
        Assert.InRange(kinds.Count(kind => kind == VerdictKind.Within), 1_800, 2_000);
    }

    /// <summary>At the tolerance itself both answers are wrong, each once in a hundred: of 2,000 more than 36 are it in 0.05 % of the cases.</summary>
    [Theory]
    [MemberData(nameof(Noises))]
    public void At_the_tolerance_each_answer_is_wrong_once_in_a_hundred_at_most(string noise)
    {
        var kinds = Judge(noise, shiftUs: ToleranceUs, pairs: 2_000);

        Assert.InRange(kinds.Count(kind => kind == VerdictKind.Regressed), 0, 36);
        Assert.InRange(kinds.Count(kind => kind is VerdictKind.Within or VerdictKind.Improved), 0, 36);
        Assert.InRange(kinds.Count(kind => kind == VerdictKind.Inconclusive), 1_928, 2_000);
    }

    [Theory]
    [MemberData(nameof(Noises))]
    public void Three_times_the_tolerance_is_found(string noise)
    {
        var kinds = Judge(noise, shiftUs: 3 * ToleranceUs, pairs: 500);

        Assert.InRange(kinds.Count(kind => kind == VerdictKind.Regressed), 475, 500);
        Assert.DoesNotContain(VerdictKind.Within, kinds);
    }

    [Theory]
    [MemberData(nameof(Noises))]
    public void Three_times_the_tolerance_less_is_found(string noise) =>
        Assert.InRange(Judge(noise, shiftUs: -3 * ToleranceUs, pairs: 500).Count(kind => kind == VerdictKind.Improved), 475, 500);

    /// <summary>Whole runs: six of each mode are the fewest that can be judged at this error rate, with half of it for each session.</summary>
    [Theory]
    [InlineData("normal")]
    [InlineData("heavy tail")]
    public void Runs_at_the_tolerance_are_not_called_wrong_more_often(string noise)
    {
        var random = new Random(3);
        List<VerdictKind> kinds = [.. Enumerable.Range(0, 500).Select(_ => Verdict.OfChange(Runs(random, noise, ToleranceUs), Runs(random, noise, 0), Allowed).Kind)];

        // Of 500 more than 13 are it in 0.1 % of the cases.
        Assert.InRange(kinds.Count(kind => kind == VerdictKind.Regressed), 0, 13);
        Assert.InRange(kinds.Count(kind => kind is VerdictKind.Within or VerdictKind.Improved), 0, 13);
    }

    private static List<VerdictKind> Judge(string noise, double shiftUs, int pairs)
    {
        var random = new Random(20201101);
        return [.. Enumerable.Range(0, pairs).Select(_ => Verdict.OfChange(Session(random, noise, shiftUs), Session(random, noise, 0), Allowed).Kind)];
    }

    /// <summary>As a baseline keeps it: block differences of the mode, and of the second control.</summary>
    private static Comparison Session(Random random, string noise, double addedUs) => Comparison.Known("idle", "off", paired: true, Blocks,
        [Known(Draw(random, noise, addedUs, Blocks))], [Known(Draw(random, noise, 0, Blocks))]);

    private static Comparison Runs(Random random, string noise, double addedUs) => Comparison.Known("idle", "off", paired: false, 6,
        [MeasureDifference.Unpaired(P50, Draw(random, noise, 100, 6), Draw(random, noise, 100 + addedUs, 6), 1_000)], []);

    private static MeasureDifference Known(double[] blockNs) => MeasureDifference.Known(P50, 100_000, 100_000, blockNs, 1_000);

    private static double[] Draw(Random random, string noise, double typicalUs, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => 1_000 * (typicalUs + NoiseUs(random, noise)))];

    private static double NoiseUs(Random random, string noise) => noise switch
    {
        "normal" => 2 * random.Normal(),
        // Student's, two degrees of freedom: no variance.
        "heavy tail" => random.Normal() / Math.Sqrt(-Math.Log(1 - random.NextDouble())),
        // Every tenth block meets something that takes milliseconds, on either side of the difference.
        _ => (2 * random.Normal()) + (random.NextDouble() < 0.1 ? 5_000 * Math.Sign(random.NextDouble() - 0.5) : 0),
    };
}
