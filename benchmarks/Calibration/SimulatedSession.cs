using TraceToll.Analysis;
using TraceToll.Recordings;

namespace TraceToll.Calibration;

/// <summary>
/// One session whose truth is known, decided by the code that decides real ones. Three measures are judged together; their noise has a
/// part in common, as that of percentiles has.
/// </summary>
internal sealed class SimulatedSession
{
    /// <summary>Of the control, in tolerances: 20 us where 5 us are allowed.</summary>
    public const double Level = 4;

    private const double ToleranceNs = 5_000;
    private const long Samples = 100_000;
    private const int SlicesOfBlock = 3;

    private static readonly string[] Modes = ["off", "planted", "off-again"];

    private readonly List<(string Mode, Unit Unit)> _units = [];

    private readonly Budget _budget;

    /// <param name="noise">What the machine does.</param>
    /// <param name="cost">What the treatment truly makes of a value, in tolerances.</param>
    /// <param name="budget">What it may cost.</param>
    /// <param name="randomOrder">Whether modes are in random order inside blocks.</param>
    /// <param name="blocks">How many blocks.</param>
    /// <param name="seed">Makes all that is random.</param>
    public SimulatedSession(Noise noise, Func<double, double> cost, Budget budget, bool randomOrder, int blocks, int seed)
    {
        _budget = budget;
        var random = new Random(seed);
        var common = noise.Make(random, blocks * SlicesOfBlock);
        for (var block = 0; block < blocks; block++)
        {
            var order = Modes.ToArray();
            if (randomOrder)
            {
                random.Shuffle(order);
            }

            for (var place = 0; place < SlicesOfBlock; place++)
            {
                var slice = (block * SlicesOfBlock) + place;
                var isPlanted = order[place] == "planted";
                var values = Judged.ToDictionary(measure => measure, _ => Level + common[slice] + Noise.Own(random));
                _units.Add((order[place], new Unit(block + 1, slice, Samples, values.ToDictionary(each => each.Key, each => ToleranceNs * (isPlanted ? cost(each.Value) : each.Value)), [])));
            }
        }
    }

    /// <summary>None of the measures may cost more than the tolerance.</summary>
    public static Budget InUs { get; } = Budget.AtMost(ToleranceNs / 1_000, 0, Judged);

    /// <summary>None of them may cost more than this share of off; where nothing happens, the same.</summary>
    public static Budget InPercent { get; } = Budget.AtMost(0, 100 / Level, Judged);

    private static IReadOnlyList<Measure> Judged => [Measure.Mean, new Measure(50), new Measure(90)];

    /// <summary>Looks at the planned moments, until the verdict is known.</summary>
    public Verdict Decide(Looks looks)
    {
        Verdict? verdict = null;
        foreach (var blocks in looks.Planned)
        {
            looks = looks with { Taken = [.. looks.Taken, blocks] };
            verdict = Verdict.Of(Manifest(looks), Compare(blocks), "planted", _budget);
            if (verdict.Kind != VerdictKind.Inconclusive)
            {
                break;
            }
        }

        return verdict!;
    }

    /// <summary>Whether the 95 % interval of p50 after so many blocks holds the truth.</summary>
    public bool Covers(int blocks, double shift) => Compare(blocks).At(new Measure(50))!.Effect.Interval.Contains(shift * ToleranceNs);

    /// <summary>The rule that people use: three runs of each, and an alarm when the mean of p50 is 10 % higher.</summary>
    public bool NaiveAlarm()
    {
        var p50 = new Measure(50);
        double Mean(string mode) => _units.Where(each => each.Mode == mode && each.Unit.Block <= NaiveRule.Runs).Average(each => each.Unit.ValuesNs[p50]);
        return NaiveRule.Alarms(Mean("off"), Mean("planted"));
    }

    private Comparison Compare(int blocks) => Comparison.Of(
        new Units(paired: true, _units.Where(each => each.Unit.Block <= blocks).ToLookup(each => each.Mode, each => each.Unit)),
        Judged, "planted", new Controls("off", "off-again"))!;

    private static RecordingManifest Manifest(Looks looks) => new()
    {
        Schema = RecordingManifest.CurrentSchema,
        Tool = "",
        StartedAt = default,
        Outcome = Outcome.Good,
        Scenario = Scenarios.Scenario.MarketData,
        Testbed = "simulated",
        Side = "sender",
        Plan = "",
        Interleaved = true,
        Modes = Modes,
        Looks = looks,
    };
}
