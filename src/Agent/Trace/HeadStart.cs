using System.Globalization;
using TraceToll.Agent.Native;

namespace TraceToll.Agent.Trace;

/// <summary>
/// Lets what the calling thread starts go before a load whose loops hold every CPU, so that attaching does not take twice as long.
/// It ends before the proof that the tracer is attached is told: what is measured has the priority that the user gave. Without the right
/// to it nothing changes.
/// </summary>
internal sealed class HeadStart
{
    private const int ProcessPriority = 0;
    private const int First = -20;

    private readonly int _usual = Libc.GetPriority(ProcessPriority, 0);

    /// <summary>For the calling thread, and processes that it starts from now on.</summary>
    public HeadStart() => _ = Libc.SetPriority(ProcessPriority, 0, First);

    /// <summary>For a process that was started meanwhile, and for our own threads, as some were too.</summary>
    public void End(int process)
    {
        foreach (var thread in Threads(process).Concat(Threads(Environment.ProcessId)))
        {
            _ = Libc.SetPriority(ProcessPriority, thread, _usual);
        }
    }

    private static IEnumerable<int> Threads(int process) =>
        ProcFile.List(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/task")).Select(path => int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture));
}
