using System.Text.Json;

namespace TraceToll.GitHub.Nights;

/// <summary>The verdict that a test has left in its recording's folder.</summary>
internal sealed record RowVerdict
{
    public const string FileName = "verdict.json";

    /// <summary>The test, as <c>--filter FullyQualifiedName=</c> takes it.</summary>
    public required string Test { get; init; }

    /// <summary>The row of the theory, as it is displayed; empty where the test has none.</summary>
    public string Row { get; init; } = "";

    public string Testbed { get; init; } = "";

    public string Mode { get; init; } = "";

    /// <summary>ENVIRONMENT/NAME; null where it was judged by a budget.</summary>
    public string? Baseline { get; init; }

    public required RowKind Kind { get; init; }

    /// <summary>The verdict in words.</summary>
    public string Text { get; init; } = "";

    /// <summary>Whether a received baseline was written.</summary>
    public bool Received { get; init; }

    /// <summary>The recording's folder.</summary>
    public string Recording { get; init; } = "";

    /// <summary>What tells it from the other rows of a session.</summary>
    public (string, string, string, string, string?) Key => (Test, Row, Testbed, Mode, Baseline);

    /// <summary>Reads a recording's verdict.</summary>
    /// <exception cref="FormatException">It cannot be read.</exception>
    public static RowVerdict Read(string path)
    {
        try
        {
            var verdict = JsonSerializer.Deserialize<RowVerdict>(File.ReadAllText(path), GitHubJson.Indented);
            return verdict ?? throw new FormatException($"{path} holds no verdict");
        }
        catch (Exception wrong) when (wrong is JsonException or IOException)
        {
            throw new FormatException($"{path} holds no verdict: {wrong.Message}", wrong);
        }
    }
}
