using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using TraceToll.Agent.Native;
using TraceToll.Agent.Trace;

namespace TraceToll.Agent.Link;

/// <summary>
/// <c>end</c>: kills an agent that does not end by itself. A rule of sudo that allows agents and nothing else then allows this too; so it
/// kills agents and nothing else. What a tracer has started, the kernel ends with it.
/// </summary>
internal static class EndVerb
{
    private const string Agents = "tracetoll-agent";
    private const int KillSignal = 9;
    private const int NoSuchProcess = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private static readonly Argument<int> Process = new("PID") { Description = "The agent's process" };

    public static Command Create(Func<ParseResult, Func<AgentConsole, int>, int> run)
    {
        var verb = new Command("end", "Kills another agent, and no other process; an agent that is gone is no failure") { Process };
        verb.SetAction(parsed => run(parsed, _ => End(parsed.GetValue(Process))));
        return verb;
    }

    private static int End(int process)
    {
        if (process < 2)
        {
            throw new AgentFailure(Text($"{process} is no process"), "name the process of an agent", AgentFailure.Usage);
        }

        if (IsGone(process))
        {
            return 0;
        }

        var program = ProcFile.Target(Text($"/proc/{process}/exe"));
        if (program == null || !Path.GetFileName(program).StartsWith(Agents, StringComparison.Ordinal))
        {
            throw new AgentFailure(Text($"process {process} is no agent that can be ended: it runs {program ?? "what may not be seen"}"), "name the process of an agent of this user");
        }

        _ = Libc.Kill(process, KillSignal);
        for (var watch = Stopwatch.StartNew(); !IsGone(process); Thread.Sleep(Pause))
        {
            if (watch.Elapsed > Patience)
            {
                throw new AgentFailure(Text($"the agent of process {process} is still there {Patience.TotalSeconds} s after it was killed"), "look at the host: 'dmesg'");
            }
        }

        return 0;
    }

    // Signal 0 asks the kernel, which answers where /proc is hidden too. Who is dead but not waited for holds nothing any more.
    private static bool IsGone(int process) =>
        (Libc.Kill(process, 0) != 0 && Marshal.GetLastPInvokeError() == NoSuchProcess)
        || ProcFile.Read(Text($"/proc/{process}/stat"))?.Contains(") Z ", StringComparison.Ordinal) == true;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
