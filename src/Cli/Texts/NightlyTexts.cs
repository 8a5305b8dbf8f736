namespace TraceToll.Cli;

/// <summary>What help and the reference page say.</summary>
internal static class NightlyTexts
{
    public const string Suite = "The suite's project";

    public const string Dotnet = "What is called as dotnet: another SDK, or a wrapper";

    public const string Arguments = "Behind --: options of dotnet test, such as --filter Tracing=idle";

    public const string MaxAge = "How long ago the last night may have begun, such as 26h or 2d";

    public const string NightlyCommand = "The nightly run, and what GitHub is told of it; see docs/nightly.md";

    public const string AlarmCommand = "Opens or updates one issue for what has regressed twice, and closes it after three good nights in a row";

    public const string RestoreCommand = "Brings the received baselines of open proposals, so that the night's sessions confirm them";

    public const string ProposeCommand = "Opens or updates one pull request for each environment in which baselines were received";

    public const string RunCommand = "Runs the suite, and what has regressed a second time; 1: regressed twice, 3: failed, invalid or could not tell";

    public const string SummaryCommand = "Prints the night as Markdown, for $GITHUB_STEP_SUMMARY";

    public const string WatchCommand = "Opens an issue when a night is missing, and closes it when nights are back; 1: one is missing, 3: could not look";
}
