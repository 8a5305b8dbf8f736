namespace TraceToll.Protocol;

/// <summary>One BPF program that the tracer holds.</summary>
/// <param name="Id">The kernel's id of the program.</param>
/// <param name="Tag">The kernel's hash of its instructions.</param>
/// <param name="Type">The kernel's number of the program type (2 kprobe, 5 tracepoint, ...).</param>
/// <param name="RunCount">Runs while counting was on; 0 where the kernel does not count.</param>
/// <param name="RunTimeNs">Time in those runs, ns.</param>
public sealed record BpfProgram(long Id, string Tag, int Type, long RunCount, long RunTimeNs);

/// <summary>From <c>trace</c>: the programs are loaded, their number has settled, and the tracer waits for events.</summary>
/// <param name="Version">What <c>bpftrace --version</c> says.</param>
/// <param name="TracerProcessId">bpftrace's process id.</param>
/// <param name="Programs">The programs, proven by the file descriptors that bpftrace holds.</param>
/// <param name="AttachMs">From start to proof, ms.</param>
public sealed record TracerAttached(string Version, int TracerProcessId, IReadOnlyList<BpfProgram> Programs, long AttachMs) : AgentEvent;

/// <summary>From <c>trace</c>: its answer to <see cref="Mark"/>.</summary>
/// <param name="Name">The mark's name.</param>
/// <param name="Programs">The programs still held, with their counts.</param>
/// <param name="CpuMs">bpftrace's own CPU time since it was started, ms (in ticks of 10 ms as a rule).</param>
/// <param name="LogBytes">What it has written so far.</param>
public sealed record TracerMarked(string Name, IReadOnlyList<BpfProgram> Programs, long CpuMs, long LogBytes) : AgentEvent;

/// <summary>From <c>trace</c>, its last event: bpftrace has ended and its programs are gone.</summary>
public sealed record TracerDetached : AgentEvent
{
    /// <summary>The programs with their last counts.</summary>
    public required IReadOnlyList<BpfProgram> Programs { get; init; }

    /// <summary>Whether no file descriptor of any process that can be read still holds one of them.</summary>
    public required bool Gone { get; init; }

    /// <summary>bpftrace's exit code.</summary>
    public required int ExitCode { get; init; }

    /// <summary>bpftrace's own CPU time, ms.</summary>
    public required long CpuMs { get; init; }

    /// <summary>Bytes written by the script.</summary>
    public required long LogBytes { get; init; }

    /// <summary>Lines written by the script; bpftrace's own words and empty lines are not counted.</summary>
    public required long LogLines { get; init; }

    /// <summary>Of these, lines that do not have the form that the probe promises; 0 where it promises none.</summary>
    public required long MalformedLines { get; init; }

    /// <summary>The first few malformed lines.</summary>
    public required IReadOnlyList<string> MalformedSample { get; init; }

    /// <summary>Events that bpftrace says it lost.</summary>
    public required long LostEvents { get; init; }

    /// <summary>Lines between the marks <c>begin</c> and <c>end</c>, by where the log stood then; 0 without these marks.</summary>
    public required long LinesBetweenMarks { get; init; }

    /// <summary>The first lines, as they are.</summary>
    public required IReadOnlyList<string> LogSample { get; init; }
}
