namespace TraceToll.GitHub.Nights;

/// <summary>A test that failed.</summary>
/// <param name="Name">Its name, with its row.</param>
/// <param name="Reason">What it said, one line.</param>
internal sealed record TestFailure(string Name, string Reason)
{
    /// <summary>
    /// Whether a verdict is what made it fail. Others skip a test, and fail it only where TRACETOLL_REQUIRE does not let them pass.
    /// </summary>
    public bool IsOf(RowVerdict verdict) =>
        verdict.Test.Length > 0
        && (Name == verdict.Test || Name.StartsWith(verdict.Test + "(", StringComparison.Ordinal))
        && Name.Contains(verdict.Row, StringComparison.Ordinal)
        && verdict.Kind is RowKind.Regressed or RowKind.Invalid;
}
