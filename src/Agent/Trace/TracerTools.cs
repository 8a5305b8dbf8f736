using TraceToll.Agent.Native;

namespace TraceToll.Agent.Trace;

/// <summary>What has to be there before bpftrace can be started.</summary>
internal static class TracerTools
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static void Require(string bpftrace)
    {
        if (Libc.EffectiveUser() != 0)
        {
            throw new AgentFailure("tracing needs root or CAP_BPF+CAP_PERFMON+CAP_SYS_ADMIN, and this agent runs as another user", "run the agent with sudo");
        }

        if (!Exists(bpftrace))
        {
            throw new AgentFailure($"{bpftrace} is not installed", "sudo apt-get install bpftrace (or dnf, apk, ...), or name the file with --bpftrace");
        }

        foreach (var tool in new[] { "/bin/sh", "setpriv", "unshare", "mount" })
        {
            if (!Exists(tool))
            {
                throw new AgentFailure($"{tool} is not installed, and the tracer cannot be contained without it", "install util-linux and mount");
            }
        }
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
