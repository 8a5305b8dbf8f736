namespace TraceToll.Remote.Ssh;

/// <summary>SSH tells a signal by its name (RFC 4254, section 6.10); an exit code has its number.</summary>
internal static class SshSignal
{
    private static readonly Dictionary<string, int> Numbers = new()
    {
        ["HUP"] = 1,
        ["INT"] = 2,
        ["QUIT"] = 3,
        ["ILL"] = 4,
        ["ABRT"] = 6,
        ["FPE"] = 8,
        ["KILL"] = 9,
        ["USR1"] = 10,
        ["SEGV"] = 11,
        ["USR2"] = 12,
        ["PIPE"] = 13,
        ["ALRM"] = 14,
        ["TERM"] = 15,
    };

    /// <summary>128 + the signal's number, as shells have it; 255 for a signal that has no name here.</summary>
    public static int ExitCode(string name) => Numbers.TryGetValue(name.Split('@')[0], out var number) ? 128 + number : 255;
}
