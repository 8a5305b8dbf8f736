using System.Globalization;

namespace TraceToll.Experiments;

/// <summary>
/// One connection stays under load while modes are toggled: in every block one slice of each mode, in a random order, so that a
/// drift of the machine meets all modes alike.
/// </summary>
public sealed record Interleaved : Plan
{
    private static readonly TimeSpan UsualWarmUp = TimeSpan.FromSeconds(2);

    /// <summary>Blocks at the most, 1 to 1000; a session that stops when its verdict is known may take fewer.</summary>
    public required int Blocks { get; init; }

    /// <summary>The measured length of a slice, 0.1 s to 1 h.</summary>
    public required TimeSpan Slice { get; init; }

    /// <summary>Load before the first slice, 0.1 s to 1 h; 2 s unless it is set.</summary>
    public TimeSpan WarmUp { get; init; } = UsualWarmUp;

    /// <summary>Load between a change of mode and the slice after it; belongs to no slice.</summary>
    public TimeSpan Settling { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>No block is begun that is not expected to end within this; null: no limit.</summary>
    public TimeSpan? Limit { get; init; }

    /// <summary>Makes the order of modes: the same seed, the same order. Null: another one each time; the recording says which.</summary>
    public int? Seed { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        return string.Concat(
            Text($"blocks={Blocks},slice={Slice.TotalSeconds}"),
            WarmUp != UsualWarmUp ? Text($",warm-up={WarmUp.TotalSeconds}") : "",
            Limit is { } limit ? Text($",limit={limit.TotalSeconds}") : "",
            Seed is { } seed ? Text($",seed={seed}") : "");

        // Each by itself: text inside text would be of the culture.
        static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    }
}
