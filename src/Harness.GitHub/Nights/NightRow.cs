using System.Text.Json.Serialization;

namespace TraceToll.GitHub.Nights;

/// <summary>A row of the suite, as the night saw it.</summary>
/// <param name="Verdict">What the first session said.</param>
/// <param name="Again">What the second session said of a row that had regressed; null where it said nothing, or was not asked.</param>
internal sealed record NightRow(RowVerdict Verdict, RowKind? Again = null)
{
    /// <summary>Regressed twice: an alarm.</summary>
    [JsonIgnore]
    public bool IsConfirmed => Verdict.Kind == RowKind.Regressed && Again == RowKind.Regressed;

    /// <summary>Regressed once, and not when it was measured again.</summary>
    [JsonIgnore]
    public bool IsUnconfirmed => Verdict.Kind == RowKind.Regressed && Again is RowKind.Within or RowKind.Improved;

    /// <summary>Regressed once, and the second session could not tell.</summary>
    [JsonIgnore]
    public bool IsUnresolved => Verdict.Kind == RowKind.Regressed && !IsConfirmed && !IsUnconfirmed;

    /// <summary>Shown to be no worse than what is allowed.</summary>
    [JsonIgnore]
    public bool IsGood => Verdict.Kind is RowKind.Within or RowKind.Improved;

    /// <summary>The row for people; the same each night.</summary>
    [JsonIgnore]
    public string Name => Verdict.Baseline ?? Test;

    /// <summary>The test with its row, as the test's framework writes it.</summary>
    [JsonIgnore]
    public string Test => Verdict switch
    {
        { Test: "" } => $"a test of {Verdict.Mode} on {Verdict.Testbed}",
        { Row: "" } => Verdict.Test,
        _ => $"{Verdict.Test}({Verdict.Row})",
    };
}
