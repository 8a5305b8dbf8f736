using System.Globalization;

namespace TraceToll.Hosts;

/// <summary>
/// Several testbeds at once, each a pair of hosts: every pair runs the same load, in the same modes, at the same time. In a text it is
/// another testbed with how many of it: <c>namespaces,pairs=8</c>.
/// </summary>
public sealed class FleetTestbed : Testbed
{
    /// <summary>The most pairs that a fleet has.</summary>
    public const int MostPairs = 1000;

    private const int LeastPairs = 2;
    private const string Parameter = "pairs=";

    /// <param name="name">What reports, baselines and test rows call it.</param>
    /// <param name="pairs">The pairs, 2 to <see cref="MostPairs"/>; none of them a fleet.</param>
    /// <exception cref="ArgumentException">There are too few pairs, or too many, or one is a fleet.</exception>
    public FleetTestbed(string name, IReadOnlyList<Testbed> pairs)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        Pairs = pairs.Count is >= LeastPairs and <= MostPairs && !pairs.OfType<FleetTestbed>().Any()
            ? pairs
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{name} has {pairs.Count} pairs; allowed are {LeastPairs} to {MostPairs}, none of them a fleet"));
    }

    /// <summary>The pairs, in their order: reports count them from 1.</summary>
    public IReadOnlyList<Testbed> Pairs { get; }

    /// <inheritdoc/>
    public override string? Requirement => Pairs.Select(pair => pair.Requirement).FirstOrDefault(requirement => requirement != null);

    /// <summary>What the first pair that lacks something lacks; pairs that are equal are asked once.</summary>
    /// <inheritdoc/>
    public override async Task<string?> MissingAsync(CancellationToken cancellationToken)
    {
        foreach (var pair in Pairs.Distinct())
        {
            if (await pair.MissingAsync(cancellationToken) is { } missing)
            {
                return missing;
            }
        }

        return null;
    }

    /// <summary>Opens all pairs, some at once. Where one cannot be opened, the others are closed again, and the failure names it.</summary>
    /// <inheritdoc/>
    public override async Task<OpenTestbed> OpenAsync(CancellationToken cancellationToken) => await OpenFleet.OpenAsync(Pairs, cancellationToken);

    /// <inheritdoc/>
    public override bool Equals(Testbed? other) => other is FleetTestbed fleet && fleet.Name == Name && fleet.Pairs.SequenceEqual(Pairs);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Testbed);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Pairs.Count);

    /// <summary>Whether it is known to be one before it is opened: a testbed of hosts may say so in its name alone.</summary>
    internal static bool IsNamed(Testbed testbed) => testbed is FleetTestbed || testbed.Name.Contains($",{Parameter}", StringComparison.Ordinal);

    /// <summary>The name of a testbed that turned out to be so many pairs.</summary>
    internal static string NameOf(string name, int pairs) =>
        pairs == 1 || name.Contains($",{Parameter}", StringComparison.Ordinal) ? name : string.Create(CultureInfo.InvariantCulture, $"{name},{Parameter}{pairs}");

    /// <summary>Takes the number of pairs out of a testbed's text.</summary>
    /// <returns>How many, 1 where it names none, and the text without it.</returns>
    /// <exception cref="FormatException">It is no such number, or is given twice.</exception>
    internal static (int Pairs, string Single) Peel(string text)
    {
        var parts = text.Split(',');
        string[] named = [.. parts.Skip(1).Where(part => part.StartsWith(Parameter, StringComparison.Ordinal))];
        return named.Length == 0 ? (1, text)
            : named.Length > 1 ? throw new FormatException($"'{text}' is no testbed: {Parameter}N is given twice")
            : int.TryParse(named[0][Parameter.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var pairs) && pairs is >= LeastPairs and <= MostPairs
            ? (pairs, string.Join(',', parts.Where(part => part != named[0])))
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"'{named[0]}' in '{text}' is no number of pairs; allowed are {Parameter}{LeastPairs} to {Parameter}{MostPairs}"));
    }
}
