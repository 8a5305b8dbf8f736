using System.Globalization;

namespace TraceToll.Recordings;

/// <summary>
/// A declared rule for leaving blocks out: by what happened around a slice, never by its latencies. A block in which any slice is over a
/// limit is left out with all its modes.
/// </summary>
/// <param name="Limits">The limits; one that is exceeded is enough.</param>
public sealed record Exclusion(IReadOnlyList<WitnessLimit> Limits)
{
    /// <summary>Reads <c>steal=20</c>, <c>hiccups=5</c>, or both with a comma.</summary>
    /// <exception cref="FormatException">The text is no rule.</exception>
    public static Exclusion Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Exclusion([.. text.Split(',').Select(ParseLimit)]);
    }

    /// <summary>Whether a slice is over a limit.</summary>
    public bool Hits(Slice slice) => Limits.Any(limit => limit.ValueOf(slice) > limit.Most);

    /// <inheritdoc/>
    public bool Equals(Exclusion? other) => other is not null && Limits.SequenceEqual(other.Limits);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() => string.Join(',', Limits);

    private static WitnessLimit ParseLimit(string text) =>
        text.Split('=') is [var witness, var number] && WitnessLimit.Known.Contains(witness)
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var most)
            ? new WitnessLimit(witness, most)
            : throw new FormatException($"'{text}' excludes nothing; write steal=MS or hiccups=N, such as steal=20: blocks with a slice over that are left out");
}
