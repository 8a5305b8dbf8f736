using TraceToll.Analysis;
using TraceToll.Recordings;

namespace TraceToll.Calibration;

/// <summary>How often which verdict comes, over many sessions of one kind.</summary>
internal sealed class Simulation
{
    public const int MostBlocks = 32;

    private readonly int[] _kinds = new int[Enum.GetValues<VerdictKind>().Length];
    private readonly int _sessions;
    private long _blocks;
    private int _naiveAlarms;

    private Simulation(int sessions) => _sessions = sessions;

    public double NaiveAlarms => (double)_naiveAlarms / _sessions;

    public double MeanBlocks => (double)_blocks / _sessions;

    /// <param name="noise">What the machine does.</param>
    /// <param name="cost">What the treatment truly makes of a value, in tolerances.</param>
    /// <param name="budget">What it may cost.</param>
    /// <param name="randomOrder">Whether modes are in random order inside blocks.</param>
    /// <param name="looks">When it looks.</param>
    /// <param name="sessions">How many sessions; each has its own seed, the same in every run.</param>
    public static Simulation Run(Noise noise, Func<double, double> cost, Budget budget, bool randomOrder, Looks looks, int sessions)
    {
        var simulation = new Simulation(sessions);
        Parallel.For(0, sessions, seed =>
        {
            var session = new SimulatedSession(noise, cost, budget, randomOrder, MostBlocks, seed);
            var verdict = session.Decide(looks);
            Interlocked.Increment(ref simulation._kinds[(int)verdict.Kind]);
            Interlocked.Add(ref simulation._blocks, verdict.Comparison!.Blocks);
            if (session.NaiveAlarm())
            {
                Interlocked.Increment(ref simulation._naiveAlarms);
            }
        });
        return simulation;
    }

    /// <summary>The share of sessions whose 95 % interval of p50 holds the truth.</summary>
    public static double Coverage(Noise noise, double shift, int blocks, int sessions)
    {
        var covered = 0;
        Parallel.For(0, sessions, seed =>
        {
            if (new SimulatedSession(noise, value => value + shift, SimulatedSession.InUs, randomOrder: true, blocks, seed).Covers(blocks, shift))
            {
                Interlocked.Increment(ref covered);
            }
        });
        return (double)covered / sessions;
    }

    public double Share(VerdictKind kind) => (double)_kinds[(int)kind] / _sessions;
}
