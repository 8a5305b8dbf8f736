namespace TraceToll.Cli;

/// <summary>The exit codes; part of the interface, so they do not change.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Usage = 2;
    public const int RigFailed = 3;
}
