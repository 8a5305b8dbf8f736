using System.Diagnostics;
using TraceToll.Protocol;

namespace TraceToll.Agent.Trace;

/// <summary>Runs bpftrace as its child, from the proof that it is attached to the proof that it is gone.</summary>
internal sealed class Tracer(TraceOptions options, AgentConsole console)
{
    // Where the loops spin on every CPU each look takes one from them, and without a tracer there is no look: so they are seldom.
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CloseWatch = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<string, long> _marks = [];

    /// <summary>Runs on the thread that calls, which has to be the process's first: bpftrace dies with it.</summary>
    public int Run()
    {
        if (TracerTools.Missing(options.Bpftrace) is { } missing)
        {
            throw missing;
        }

        var headStart = new HeadStart();
        var version = BpftraceVersion.Read(options.Bpftrace)
            ?? throw new AgentFailure($"{options.Bpftrace} --version says nothing",
                "look whether it runs at all; name another one with --bpftrace");
        using var folder = LogFolder.Create(options.LogFolder);
        // Until after the end, so that the runs behind the last lines are counted too.
        using var counting = new RunCounting();
        counting.Set(options.CountRuns);
        var watch = Stopwatch.StartNew();
        using var bpftrace = BpftraceProcess.Start(options.Bpftrace, ["--", options.Script, .. options.Arguments], folder);
        var programs = new Attachment(bpftrace, console.HarnessGone).Prove(options.AttachTimeout);
        headStart.End(bpftrace.Id);
        console.Say(new TracerAttached(version, bpftrace.Id, programs, watch.ElapsedMilliseconds));
        Obey(bpftrace, folder, counting);
        console.Say(new Detachment(bpftrace, folder, console.HarnessGone).Detach(options.LineForm, _marks));
        return 0;
    }

    /// <summary>Does what it is told until it is told to finish.</summary>
    private void Obey(BpftraceProcess bpftrace, LogFolder folder, RunCounting counting)
    {
        while (true)
        {
            var command = console.WaitForCommand(folder.HasPlenty ? Watch : CloseWatch);
            bpftrace.RequireRunning();
            switch (command)
            {
                case null:
                    folder.RequireRoom();
                    break;
                case CountRuns count:
                    counting.Set(count.On);
                    break;
                case Mark mark:
                    console.Say(Answer(mark, bpftrace, folder));
                    break;
                case Finish:
                    return;
                default:
                    throw new AgentFailure($"trace does not know the command {command.GetType().Name}",
                        "trace takes count, mark and finish", AgentFailure.Usage);
            }
        }
    }

    private TracerMarked Answer(Mark mark, BpftraceProcess bpftrace, LogFolder folder)
    {
        var bytes = _marks[mark.Name] = folder.OutputBytes;
        return new TracerMarked(mark.Name, HeldPrograms.Of(bpftrace.Id), ProcessStat.Of(bpftrace.Id)?.CpuMs ?? 0, bytes);
    }
}
