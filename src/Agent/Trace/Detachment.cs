using System.Diagnostics;
using System.Text.RegularExpressions;
using TraceToll.Protocol;

namespace TraceToll.Agent.Trace;

/// <summary>
/// Ends bpftrace and proves that it and its programs are gone.
///
/// The run counts are exact: counting goes on until bpftrace has detached, and they are read after it through the agent's own
/// handles. Where the kernel gives none (no CAP_SYS_ADMIN) they are the last ones read while bpftrace held its programs, and can
/// miss the runs of its last few milliseconds. Lines and lost events can still fall short of the runs when a load goes on while
/// bpftrace ends: it does not empty its buffers while it detaches, and what does not fit then it never tells (0.17 under 40,000
/// events a second: up to 155). After the load has stopped, each run that logs is a line or a lost event.
/// </summary>
internal sealed class Detachment(BpftraceProcess bpftrace, LogFolder folder, CancellationToken harnessGone)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Several turns of bpftrace's own loop.
    private static readonly TimeSpan BetweenInterrupts = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PatienceForKernel = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenReads = TimeSpan.FromMilliseconds(2);

    private readonly SortedDictionary<long, BpfProgram> _programs = [];
    private long _cpuMs;

    public TracerDetached Detach(Regex? lineForm, IReadOnlyDictionary<string, long> marks)
    {
        Read();
        using (var handles = ProgramHandles.Open(_programs.Values))
        {
            End();
            Keep(handles.Read());
        }

        IReadOnlyList<BpfProgram> programs = [.. _programs.Values];
        var gone = ProgramHandles.Gone(programs, PatienceForKernel, harnessGone.WaitHandle);
        folder.RequireRoom();
        var (from, to) = marks.TryGetValue("begin", out var begin) && marks.TryGetValue("end", out var end) ? (begin, end) : (0, 0);
        var output = LogReader.Read(folder.Output, lineForm, from, to);
        var errors = LogReader.Read(folder.Errors, form: null, from: 0, to: 0);
        return new TracerDetached
        {
            Programs = programs,
            Gone = gone,
            ExitCode = bpftrace.ExitCode,
            CpuMs = _cpuMs,
            LogBytes = output.Bytes,
            LogLines = output.Lines,
            MalformedLines = output.MalformedLines,
            MalformedSample = output.MalformedSample,
            LostEvents = Math.Max(output.LostEvents, errors.LostEvents),
            LinesBetweenMarks = output.LinesBetween,
            LogSample = output.Sample,
        };
    }

    private void End()
    {
        var watch = Stopwatch.StartNew();
        var interrupts = 1;
        bpftrace.Interrupt();
        while (!bpftrace.WaitForEnd(BetweenReads))
        {
            Read();
            // It only notices a signal that interrupts its waiting (0.17): one that comes while it is out of that, or waits for a CPU, is
            // lost. Once it ends it takes a signal as its death, so that none may come then.
            if (watch.Elapsed >= interrupts * BetweenInterrupts && bpftrace.CatchesInterrupt)
            {
                interrupts++;
                bpftrace.Interrupt();
            }

            harnessGone.ThrowIfCancellationRequested();
            if (watch.Elapsed >= Patience)
            {
                throw bpftrace.Failure($"bpftrace did not end within {Patience.TotalSeconds} s of SIGINT and was killed",
                    "look at what its END block does");
            }
        }
    }

    private void Read()
    {
        Keep(HeldPrograms.Of(bpftrace.Id));
        _cpuMs = Math.Max(_cpuMs, ProcessStat.Of(bpftrace.Id)?.CpuMs ?? 0);
    }

    private void Keep(IEnumerable<BpfProgram> programs)
    {
        foreach (var program in programs)
        {
            _programs[program.Id] = program;
        }
    }
}
