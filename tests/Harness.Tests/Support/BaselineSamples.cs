using System.Text;
using TraceToll.Baselines;
using TraceToll.Recordings;

namespace TraceToll.Tests.Support;

/// <summary>Baselines made by hand, with every figure known.</summary>
internal static class BaselineSamples
{
    /// <summary>Four blocks, two measures, two sessions, approved with force.</summary>
    public static Baseline Small { get; } = new()
    {
        Schema = 1,
        Environment = "ec2-c5n.xlarge",
        Mode = "idle",
        Control = "off",
        Tolerance = "p50=5us/5%",
        Facts = new Dictionary<string, string> { ["scenario"] = "market-data", ["kernel"] = "6.1.0-18-cloud-amd64", ["cpu"] = "Xeon \"8124M\" <ä>" },
        Blocks = 4,
        FewestSamples = 437,
        Measures =
        [
            Measure("mean", supported: true, 0),
            Measure("p50", supported: true, -2.25),
            Measure("p99.9", supported: false, 1_234_567.89),
        ],
        Histograms = new Dictionary<string, string> { ["off"] = "HISTFAAAABx42pNpmSzMwMDAAAA=", ["idle"] = "HISTFAAAABx42pNpmSzMwMDAABB=" },
        Sessions =
        [
            new BaselineSession("sha256:0a", new DateTimeOffset(2020, 11, 1, 19, 5, 46, TimeSpan.Zero), 5),
            new BaselineSession("sha256:0b", new DateTimeOffset(2020, 11, 1, 20, 5, 46, TimeSpan.Zero), 4),
        ],
        SessionsRequired = 2,
        Approval = new Approval("Ada", new DateTimeOffset(2020, 11, 2, 9, 30, 0, TimeSpan.Zero), "tea break's over") { Forced = ["the noise floor at p50, 6.0 us, is over it"] },
    };

    /// <summary>What a store writes.</summary>
    public static byte[] Bytes(string text) => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)];

    public static byte[] Bytes(Baseline baseline) => Bytes(BaselineFile.ToText(baseline));

    /// <summary>A session with noise and a tail, so that no two figures are alike; its slices hold so many round trips.</summary>
    public static Recording Noisy(int seed, double addedUs, int blocks = 16, int samples = Sessions.Samples)
    {
        var random = new Random(seed);
        return new Recording(
            RecordingSamples.Manifest with { Modes = ["off", "idle", "off-again"], Environment = BaselineFolder.Environment },
            [.. from block in Enumerable.Range(1, blocks) from mode in (string[])["off", "idle", "off-again"] select Slice(block, mode)]);

        // What a slice has in common, and what each round trip has of its own.
        Slice Slice(int block, string mode) => RecordingSamples.Slice(
            block, mode, random.RoundTripsNs(samples, 60 + (0.8 * random.Normal()) + (mode == "idle" ? addedUs : 0), 0.25));
    }

    private static BaselineMeasure Measure(string name, bool supported, double deltaUs) => new()
    {
        Measure = name,
        Supported = supported,
        OffUs = 61.25,
        TreatmentUs = 61.25 + deltaUs,
        DeltaUs = deltaUs,
        IntervalUs = [-0.5, null],
        NoiseUs = 0.01,
        NoiseIntervalUs = [null, null],
        BlocksUs = [deltaUs, 0.1, -0.05, 1e-2],
        NoiseBlocksUs = [0.01, -3, 200],
    };
}
