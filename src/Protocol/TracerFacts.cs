namespace TraceToll.Protocol;

/// <summary>What bpftrace can do on a host, found out by trying.</summary>
public sealed record TracerFacts
{
    /// <summary>What <c>bpftrace --version</c> says; null where there is none.</summary>
    public string? Version { get; init; }

    /// <summary>Whether the origin's fields can be read at <c>tracepoint:tcp:tcp_probe</c>.</summary>
    public required bool TcpProbe { get; init; }

    /// <summary>Whether the origin's fields can be read at <c>kprobe:tcp_rcv_established</c>.</summary>
    public required bool TcpRcvEstablished { get; init; }

    /// <summary>Whether the kernel describes its types (/sys/kernel/btf/vmlinux).</summary>
    public required bool Btf { get; init; }

    /// <summary>Whether program runs can be counted for the life of a file descriptor (BPF_ENABLE_STATS).</summary>
    public required bool RunCounts { get; init; }

    /// <summary><c>kernel.bpf_stats_enabled</c>: true where somebody has turned counting on for the whole host; null where unreadable.</summary>
    public bool? StatsAlwaysOn { get; init; }

    /// <summary>The kernel's configuration lines for BPF, kprobes and BTF, where readable.</summary>
    public required IReadOnlyDictionary<string, string> KernelConfig { get; init; }

    /// <summary>Why nothing can be traced, one sentence; null where something can.</summary>
    public string? Missing { get; init; }

    /// <summary>What mends it; null where nothing is missing.</summary>
    public string? Remedy { get; init; }
}
