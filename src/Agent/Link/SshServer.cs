using System.Globalization;
using TraceToll.Agent.Native;
using TraceToll.Agent.Trace;

namespace TraceToll.Agent.Link;

/// <summary>The process of the SSH server that serves this agent's connection.</summary>
internal sealed class SshServer
{
    private const int TerminateSignal = 15;

    private static readonly string[] Names = ["sshd", "dropbear"];

    private readonly int _process;

    private SshServer(int process) => _process = process;

    /// <summary>The nearest process above this one that is a known SSH server's; null where there is none, or /proc hides it (hidepid).</summary>
    public static SshServer? Find()
    {
        for (var process = Parent("self"); process > 1; process = Parent(process.ToString(CultureInfo.InvariantCulture)))
        {
            var name = ProcFile.Read($"/proc/{process}/comm") ?? "";
            if (Names.Any(each => name.StartsWith(each, StringComparison.Ordinal)))
            {
                return new SshServer(process);
            }
        }

        return null;
    }

    public void End() => _ = Libc.Kill(_process, TerminateSignal);

    private static int Parent(string process)
    {
        // The name may hold blanks and brackets; what follows its last bracket does not.
        var stat = ProcFile.Read($"/proc/{process}/stat") ?? "";
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 1 && int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var parent) ? parent : 0;
    }
}
