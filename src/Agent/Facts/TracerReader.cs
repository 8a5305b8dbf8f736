using TraceToll.Agent.Native;
using TraceToll.Agent.Trace;
using TraceToll.Protocol;

namespace TraceToll.Agent.Facts;

/// <summary>Finds out what can be traced here, by trying.</summary>
internal static class TracerReader
{
    /// <summary>Of a host that was not asked.</summary>
    public static TracerFacts NotRead { get; } = new()
    {
        TcpProbe = false,
        TcpRcvEstablished = false,
        Btf = false,
        RunCounts = false,
        KernelConfig = new Dictionary<string, string>(),
        Missing = "what can be traced was not asked for",
        Remedy = "ask without --no-tracer",
    };

    public static TracerFacts Read(string bpftrace, string kernelRelease)
    {
        var nothing = new TracerFacts
        {
            Version = BpftraceVersion.Read(bpftrace),
            TcpProbe = false,
            TcpRcvEstablished = false,
            Btf = File.Exists("/sys/kernel/btf/vmlinux"),
            RunCounts = RunsCanBeCounted(),
            StatsAlwaysOn = ProcFile.Read("/proc/sys/kernel/bpf_stats_enabled")?.Trim() switch
            {
                "0" => false,
                null or "" => null,
                _ => true,
            },
            KernelConfig = KernelConfig.Read(kernelRelease),
        };
        return TracerTools.Missing(bpftrace) is { } missing
            ? nothing with { Missing = missing.Message, Remedy = missing.Remedy }
            : Tried(nothing, bpftrace);
    }

    private static bool RunsCanBeCounted()
    {
        using var counting = Bpf.CountRuns();
        return counting is not null;
    }

    private static TracerFacts Tried(TracerFacts facts, string bpftrace)
    {
        try
        {
            using var folder = LogFolder.Create(Path.GetTempPath());
            var trial = new ProbeTrial(bpftrace, folder);
            var tcpProbe = trial.TcpProbe();
            var tcpRcvEstablished = trial.TcpRcvEstablished();
            var tried = facts with { TcpProbe = tcpProbe is null, TcpRcvEstablished = tcpRcvEstablished is null };
            return tcpProbe is null || tcpRcvEstablished is null ? tried : tried with
            {
                Missing = facts.Btf
                    ? $"neither tracepoint:tcp:tcp_probe ({LastLine(tcpProbe)}) "
                        + $"nor kprobe:tcp_rcv_established ({LastLine(tcpRcvEstablished)}) can be attached"
                    : "the kernel does not describe its types: there is no /sys/kernel/btf/vmlinux",
                Remedy = facts.Btf
                    ? "boot a kernel with CONFIG_KPROBES, or one of 6.10 or later; in a container, run it privileged"
                    : "boot a kernel with CONFIG_DEBUG_INFO_BTF",
            };
        }
        catch (AgentFailure failure)
        {
            return facts with { Missing = failure.Message, Remedy = failure.Remedy };
        }
    }

    private static string LastLine(string words) => words.Split('\n')[^1];
}
