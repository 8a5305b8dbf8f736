namespace TraceToll.Recordings;

/// <summary>What of a manifest has to make sense beside being JSON; budgets are looked at where they are judged by.</summary>
internal static class ManifestCheck
{
    /// <exception cref="InvalidRecordingException">Something does not.</exception>
    public static void Require(RecordingManifest manifest, string path)
    {
        if (Problem(manifest) is { } problem)
        {
            throw new InvalidRecordingException($"{path} cannot be used: {problem}");
        }
    }

    private static string? Problem(RecordingManifest manifest) =>
        manifest.Modes.Count == 0 ? "it names no mode"
        : manifest.Modes.Distinct().Count() < manifest.Modes.Count ? $"it names a mode twice: {string.Join(", ", manifest.Modes)}"
        : manifest.Looks is { Planned: null or { Count: 0 } } ? "its looks are not planned"
        : manifest.Budgets?.FirstOrDefault(budget => budget.Value == null).Key is { } mode ? $"the budget of {mode} is null"
        : manifest.Exclusion is { } rule ? Problem(rule)
        : null;

    private static string? Problem(string rule)
    {
        try
        {
            _ = Exclusion.Parse(rule);
            return null;
        }
        catch (FormatException wrong)
        {
            return $"its rule for leaving blocks out is none: {wrong.Message}";
        }
    }
}
