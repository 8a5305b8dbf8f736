using TraceToll.Agent.Native;

namespace TraceToll.Agent.Trace;

/// <summary>What has to be there before bpftrace can be started.</summary>
internal static class TracerTools
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private static readonly string[] Contained = ["/bin/sh", "setpriv", "unshare", "mount"];

    /// <summary>What is missing and how to mend it; null when nothing is.</summary>
    public static AgentFailure? Missing(string bpftrace)
    {
        if (!Exists(bpftrace))
        {
            return new AgentFailure($"{bpftrace} is not installed",
                "sudo apt-get install bpftrace (or dnf, apk, ...), or name the file with --bpftrace");
        }

        if (Libc.EffectiveUser() != 0)
        {
            return new AgentFailure("tracing needs root, and this agent runs as another user", "run with sudo (sudo ./tracetoll measure, sudo -E dotnet test)");
        }

        return Contained.FirstOrDefault(tool => !Exists(tool)) is { } missing
            ? new AgentFailure($"{missing} is not installed, and bpftrace is not started without it: it could be left behind",
                "sudo apt-get install util-linux mount (or dnf, apk, ...)")
            : null;
    }

    /// <summary>Whether a command is a file that can be run, by its path or on PATH.</summary>
    public static bool Exists(string command) => command.Contains('/')
        ? IsExecutable(command)
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => IsExecutable(Path.Combine(folder, command)));

    private static bool IsExecutable(string path)
    {
        try
        {
            return File.Exists(path) && (File.GetUnixFileMode(path) & Executable) != 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
