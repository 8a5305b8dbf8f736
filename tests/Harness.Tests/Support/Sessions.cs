using TraceToll.Recordings;

namespace TraceToll.Tests.Support;

/// <summary>Recordings of many blocks, made of one value for each slice: all its round trips take that long.</summary>
internal static class Sessions
{
    /// <summary>Enough for p99, not for p99.9.</summary>
    public const int Samples = 400;

    /// <summary>Blocks of off, idle and off-again.</summary>
    /// <param name="blocks">So many, from 1.</param>
    /// <param name="offUs">Off's value in a block, us.</param>
    /// <param name="addedUs">What idle adds to that, us.</param>
    /// <param name="noiseUs">What off-again differs by, us; by default now more and now less by 0.1.</param>
    public static Recording Of(int blocks, Func<int, double> offUs, Func<int, double> addedUs, Func<int, double>? noiseUs = null) => new(
        RecordingSamples.Manifest with { Modes = ["off", "idle", "off-again"] },
        [
            .. Enumerable.Range(1, blocks).SelectMany(block => (Slice[])
            [
                Slice(block, "off", offUs(block)),
                Slice(block, "idle", offUs(block) + addedUs(block)),
                Slice(block, "off-again", offUs(block) + (noiseUs ?? Wobble)(block)),
            ]),
        ]);

    public static Slice Slice(int block, string mode, double us, int samples = Samples) =>
        RecordingSamples.Slice(block, mode, Enumerable.Repeat((long)Math.Round(us * 1_000), samples));

    /// <summary>Now 0.1 more, now 0.1 less.</summary>
    public static double Wobble(int block) => block % 2 == 0 ? 0.1 : -0.1;

    public static Recording Noted(this Recording recording, Func<RecordingManifest, RecordingManifest> change) => recording with { Manifest = change(recording.Manifest) };
}
