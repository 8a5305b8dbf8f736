namespace TraceToll.Protocol;

/// <summary>From <c>facts</c>: the host. What could not be read is null, never guessed.</summary>
public sealed record HostFacts : AgentEvent
{
    /// <summary>The host's own name.</summary>
    public required string HostName { get; init; }

    /// <summary>The distribution, as /etc/os-release has it.</summary>
    public string? OperatingSystem { get; init; }

    /// <summary>The kernel's release and version.</summary>
    public required string Kernel { get; init; }

    /// <summary>The machine's architecture, as the kernel names it (<c>x86_64</c>, <c>aarch64</c>).</summary>
    public required string Architecture { get; init; }

    /// <summary>The CPU model.</summary>
    public string? CpuModel { get; init; }

    /// <summary>CPUs that are online.</summary>
    public required int CpuCount { get; init; }

    /// <summary>The CPUs that this process may run on, by number; fewer than <see cref="CpuCount"/> in a container or a cpuset.</summary>
    public required IReadOnlyList<int> CpusAllowed { get; init; }

    /// <summary>Memory, MiB.</summary>
    public required long MemoryMiB { get; init; }

    /// <summary>The machine's vendor and product as its firmware has them, such as <c>Amazon EC2 c5n.xlarge</c>.</summary>
    public string? Machine { get; init; }

    /// <summary><c>kvm</c>, <c>amazon</c>, <c>docker</c>, ...; <c>none</c> on bare metal.</summary>
    public string? Virtualisation { get; init; }

    /// <summary>The clock source in use, such as <c>tsc</c>.</summary>
    public string? ClockSource { get; init; }

    /// <summary>The CPU frequency governor.</summary>
    public string? Governor { get; init; }

    /// <summary>The kernel's command line.</summary>
    public string? KernelCommandLine { get; init; }

    /// <summary>The time slice of the timer tick used by /proc/stat, ms.</summary>
    public required double TickMs { get; init; }

    /// <summary>Whether the agent runs as root.</summary>
    public required bool Root { get; init; }

    /// <summary>What <c>docker version</c> says of the engine; null where there is none.</summary>
    public string? Docker { get; init; }

    /// <summary>What can be traced here.</summary>
    public required TracerFacts Tracer { get; init; }
}
