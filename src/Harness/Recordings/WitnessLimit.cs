using System.Globalization;

namespace TraceToll.Recordings;

/// <summary>The most of something that may happen in a slice that is compared.</summary>
/// <param name="Witness">What is looked at: <c>steal</c> (ms) or <c>hiccups</c> (pauses of 1 ms and more).</param>
/// <param name="Most">The most that may be.</param>
public sealed record WitnessLimit(string Witness, long Most)
{
    internal static IReadOnlyList<string> Known { get; } = ["steal", "hiccups"];

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Witness}={Most}");

    internal long ValueOf(Slice slice) => Witness == Known[0] ? slice.Measured.Witness.StealMs : slice.Measured.Witness.Hiccups;
}
