using System.Diagnostics;
using TraceToll.Protocol;

namespace TraceToll.Agent.Trace;

/// <summary>
/// The proof that a tracer is attached and at rest: it holds programs, the same ones at both ends of a tenth of a second, and
/// was found sleeping in half of the looks between: it waits for events and has no backlog. bpftrace's own words prove nothing:
/// they differ between versions, and come before the backlog is gone.
/// </summary>
internal sealed class Attachment(BpftraceProcess tracer, CancellationToken harnessGone)
{
    private const int Looks = 10;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits for the proof.</summary>
    /// <returns>The programs.</returns>
    public IReadOnlyList<BpfProgram> Prove(TimeSpan patience)
    {
        var watch = Stopwatch.StartNew();
        var before = HeldPrograms.Of(tracer.Id);
        while (true)
        {
            var asleep = CountSleeping();
            tracer.RequireRunning();
            var after = HeldPrograms.Of(tracer.Id);
            var unchanged = after.Select(program => program.Id).SequenceEqual(before.Select(program => program.Id));
            if (after.Count > 0 && unchanged && asleep * 2 >= Looks)
            {
                return after;
            }

            if (watch.Elapsed >= patience)
            {
                var found = $"it held {after.Count} programs and slept in {asleep} of {Looks} looks";
                throw tracer.Failure($"bpftrace was not attached and at rest within {patience.TotalSeconds} s ({found})",
                    "lessen the load, or leave the tracer a CPU of its own");
            }

            before = after;
        }
    }

    private int CountSleeping()
    {
        var asleep = 0;
        for (var look = 0; look < Looks; look++)
        {
            if (harnessGone.WaitHandle.WaitOne(BetweenLooks))
            {
                throw new OperationCanceledException(harnessGone);
            }

            if (ProcessStat.Of(tracer.Id)?.State == 'S')
            {
                asleep++;
            }
        }

        return asleep;
    }
}
