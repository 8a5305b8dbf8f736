using System.Diagnostics;

namespace TraceToll.Agent.Trace;

/// <summary>
/// How bpftrace is started so that nothing is left of it. Every step execs the next, so that the process keeps its id:
/// sh (redirects) -> setpriv (the kernel kills the process when the thread that forked it ends) -> unshare, where tracefs has
/// to be mounted for it alone -> sh (is the agent still there? mount) -> bpftrace.
/// </summary>
internal static class Containment
{
    private const string TracefsHome = "/sys/kernel/tracing";

    // Events wait in a buffer for each CPU until bpftrace comes to them. bpftrace 0.17 takes 64 pages, by arithmetic
    // 90 ms of 20,000 lines a second: less than a busy machine may keep it waiting. Who sets the variable keeps what is set.
    private const string BufferPages = "BPFTRACE_PERF_RB_PAGES";
    private const string UsualBufferPages = "512";

    // The agent is not in the way of the data: bpftrace writes into the file itself.
    private const string Redirect = """exec </dev/null >"$1" 2>"$2"; shift 2; exec "$@" """;

    // An agent that ended before setpriv spoke to the kernel would not be noticed: hence the look at the parent.
    private const string Last = """
        [ "$PPID" = "$1" ] || { echo "the agent is gone" >&2; exit 70; }
        [ -z "$2" ] || mount -t tracefs tracefs "$2" || { echo "tracefs cannot be mounted on $2" >&2; exit 71; }
        shift 2; exec "$@"
        """;

    /// <summary>Starts a command. Call it on a thread that lives as long as the command may: the kernel ties the two together.</summary>
    public static Process Start(IEnumerable<string> command, string output, string errors)
    {
        var mount = TracefsIsMounted() ? [] : new[] { "unshare", "--mount" };
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false };
        string[] chain =
        [
            "-c", Redirect, "sh", output, errors,
            "setpriv", "--pdeathsig", "KILL", .. mount,
            "/bin/sh", "-c", Last, "sh", $"{Environment.ProcessId}", mount.Length > 0 ? TracefsHome : "",
            .. command,
        ];
        start.Environment.TryAdd(BufferPages, UsualBufferPages);
        foreach (var argument in chain)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("/bin/sh was not started");
    }

    /// <summary>By the list of mounts, not by a look into the folder: under debugfs the look itself would mount it.</summary>
    private static bool TracefsIsMounted() => ProcFile.Read("/proc/self/mountinfo")?.Split('\n').Any(IsTracefs) == true;

    private static bool IsTracefs(string mount)
    {
        var fields = mount.Split(' ');
        return fields.Length > 4
            && fields[4] is TracefsHome or "/sys/kernel/debug/tracing"
            && mount.Contains(" - tracefs ", StringComparison.Ordinal);
    }
}
