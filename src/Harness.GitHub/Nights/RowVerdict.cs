using System.Text.Json.Serialization;
using TraceToll.Reports;

namespace TraceToll.GitHub.Nights;

/// <summary>What a test said of its row.</summary>
internal sealed record RowVerdict
{
    /// <summary>The test, as <c>--filter FullyQualifiedName=</c> takes it; empty where no theory was running.</summary>
    public required string Test { get; init; }

    /// <summary>The row of the theory, as it is displayed; empty where no theory was running.</summary>
    public string Row { get; init; } = "";

    public string Testbed { get; init; } = "";

    public string Mode { get; init; } = "";

    /// <summary>ENVIRONMENT/NAME; null where it was judged by a budget.</summary>
    public string? Baseline { get; init; }

    public required RowKind Kind { get; init; }

    /// <summary>The verdict in words.</summary>
    public string Text { get; init; } = "";

    /// <summary>The recording's folder, from the checkout.</summary>
    public string Recording { get; init; } = "";

    /// <summary>What tells it from the other rows of a session.</summary>
    [JsonIgnore]
    public (string, string, string, string, string?) Key => (Test, Row, Testbed, Mode, Baseline);

    /// <exception cref="FormatException">Its kind is none that is known.</exception>
    public static RowVerdict Of(LoggedVerdict logged, string recording) => new()
    {
        Test = logged.Test ?? "",
        Row = logged.Row ?? "",
        Testbed = logged.Testbed,
        Mode = logged.Mode,
        Baseline = logged.Baseline,
        Kind = Enum.TryParse<RowKind>(logged.Kind, ignoreCase: true, out var kind) && Enum.IsDefined(kind)
            ? kind
            : throw new FormatException($"'{logged.Kind}' is no kind of verdict; known are {string.Join(", ", Enum.GetNames<RowKind>()).ToLowerInvariant()}"),
        Text = logged.Text,
        Recording = recording,
    };
}
