using TraceToll.Protocol;
using TraceToll.Recordings;
using TraceToll.Tests.Support;

namespace TraceToll.Browser.Tests;

/// <summary>Sessions as they are, and with everything in them that a page draws.</summary>
internal static class ReportSamples
{
    private const long NsPerMs = 1_000_000;
    private const long StartUnixNs = 1_604_257_546_000_000_000;

    /// <summary>Eight blocks: idle costs about 1 us more than off and has a budget, log about 40.</summary>
    public static Recording Judged { get; } = Session(8, seed: 1);

    /// <summary>A later night, in which idle costs 9 us more.</summary>
    public static Recording Later { get; } = Session(8, seed: 2, idleUs: 10);

    /// <param name="blocks">Blocks of four modes.</param>
    /// <param name="seed">Of what differs from slice to slice.</param>
    /// <param name="idleUs">What idle adds.</param>
    public static Recording Session(int blocks, int seed, double idleUs = 1)
    {
        // Reproducible, and nothing secret.
#pragma warning disable CA5394
        var random = new Random(seed);
        var number = 0;
        var added = new Dictionary<string, double> { ["off"] = 0, ["idle"] = idleUs, ["log"] = 40, ["off-again"] = 0 };
        List<Slice> slices = [];
        for (var block = 1; block <= blocks; block++)
        {
            foreach (var mode in added.Keys.OrderBy(_ => random.Next()))
            {
                var us = 20 + added[mode] + random.NextDouble();
                var values = Enumerable.Range(0, 600).Select(_ => (long)(1_000 * us * (1 - (0.2 * Math.Log(1 - random.NextDouble())))));
                slices.Add(At(RecordingSamples.Slice(block, mode, values), number++, random));
            }
        }
#pragma warning restore CA5394
        return new Recording(
            RecordingSamples.Manifest with
            {
                Plan = $"blocks={blocks},slice=1,seed={seed}",
                Budgets = new Dictionary<string, string> { ["idle"] = "p50=5us/5%,p99=30us/50%" },
            },
            slices);
    }

    /// <summary>Two and a half seconds a slice, of which it is loaded for one, and traced for a little more.</summary>
#pragma warning disable CA5394
    private static Slice At(Slice slice, int number, Random random)
    {
        var startNs = StartUnixNs + (number * 2_500 * NsPerMs);
        var trips = Recordings.Histograms.Decode(slice.Measured.FromDue);
        return slice with
        {
            Measured = slice.Measured with
            {
                StartUnixNs = startNs,
                DurationNs = 1_000 * NsPerMs,
                Intervals =
                [
                    .. Enumerable.Range(0, 10).Select(i => new IntervalSummary(i * 100, 60, trips.GetValueAtPercentile(50), trips.GetValueAtPercentile(99), trips.GetValueAtPercentile(100))),
                ],
                Witness = slice.Measured.Witness with { StealMs = random.Next(4) * 10, Hiccups = random.Next(6) },
            },
            Tracers =
            [
                .. slice.Tracers.Select(tracer => tracer with { AttachedUnixNs = startNs - (400 * NsPerMs), DetachedUnixNs = startNs + (1_300 * NsPerMs) }),
            ],
        };
    }
#pragma warning restore CA5394
}
