using TraceToll.Analysis;
using TraceToll.Calibration;
using TraceToll.Recordings;
using Xunit;

namespace TraceToll.Tests.Analysis;

/// <summary>
/// A small share of <c>benchmarks/calibrate simulated</c>, so that a change which spoils verdicts is seen at once. Seeded: it cannot pass now
/// and fail then.
/// </summary>
public class CalibrationTests
{
    private const int Sessions = 400;

    // Of 400 sessions that are wrong once in a hundred, more than 10 are wrong in less than 0.3 % of the cases.
    private const int MostErrors = 10;

    private static readonly Looks Looks = Looks.UpTo(Simulation.MostBlocks);

    public static TheoryData<string> Noises => [.. Noise.All.Select(noise => noise.Name)];

    [Theory]
    [MemberData(nameof(Noises))]
    public void Nothing_planted_is_not_called_a_regression(string noise)
    {
        var simulation = Run(noise, shift: 0);

        Assert.Equal(0, Count(simulation, VerdictKind.Regressed) + Count(simulation, VerdictKind.Improved));
        Assert.InRange(Count(simulation, VerdictKind.Within), Sessions * 0.9, Sessions);
    }

    [Theory]
    [MemberData(nameof(Noises))]
    public void Errors_at_the_tolerance_stay_below_their_rate_for_all_looks(string noise)
    {
        var simulation = Run(noise, shift: 1);

        Assert.InRange(Count(simulation, VerdictKind.Regressed), 0, MostErrors);
        Assert.InRange(Count(simulation, VerdictKind.Within), 0, MostErrors);
    }

    [Theory]
    [MemberData(nameof(Noises))]
    public void Twice_the_tolerance_is_found(string noise)
    {
        var simulation = Run(noise, shift: 2);

        Assert.InRange(Count(simulation, VerdictKind.Regressed), 0.95 * Sessions, Sessions);
        Assert.Equal(0, Count(simulation, VerdictKind.Within));
    }

    [Theory]
    [MemberData(nameof(Noises))]
    public void A_tolerance_in_per_cent_is_as_uncertain_as_off_and_counted_so(string noise)
    {
        var quarter = Simulation.Run(Named(noise), value => 1.25 * value, SimulatedSession.InPercent, randomOrder: true, Looks, Sessions);

        Assert.InRange(Count(quarter, VerdictKind.Regressed), 0, MostErrors);
        Assert.InRange(Count(quarter, VerdictKind.Within), 0, MostErrors);
    }

    private static Simulation Run(string noise, double shift) =>
        Simulation.Run(Named(noise), value => value + shift, SimulatedSession.InUs, randomOrder: true, Looks, Sessions);

    private static Noise Named(string name) => Noise.All.Single(each => each.Name == name);

    private static int Count(Simulation simulation, VerdictKind kind) => (int)Math.Round(simulation.Share(kind) * Sessions);
}
