namespace TraceToll.Cli;

/// <summary>What help and the reference page say of the whole, and of the small commands.</summary>
internal static class RootTexts
{
    public const string Purpose = "What does this tracer cost my percentiles?";

    public const string ExitCodes = "Exit codes: 0 done, and within budget or baseline; 1 over it; 2 the command line is wrong, or what it asks for is refused; "
        + "3 the rig, a host or the tracer failed, or the user stopped it, so the figures are invalid; 4 neither within budget nor over it could be shown.";

    public const string Verbose = "Say on standard error what is started where and when; of a failure, where in the program it arose";

    public const string Doctor = "Says what this machine can measure, what is missing, and what mends it";

    public const string Completions = "Prints a script that completes commands, options and their values";

    public const string Shell = "The shell that reads it";
}
