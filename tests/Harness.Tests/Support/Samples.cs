using TraceToll.Protocol;

namespace TraceToll.Tests.Support;

/// <summary>Facts and evidence made by hand.</summary>
internal static class Samples
{
    public static HostFacts Host { get; } = new()
    {
        HostName = "host-1",
        OperatingSystem = "Debian GNU/Linux 12 (bookworm)",
        Kernel = "6.1.0-18-cloud-amd64",
        Architecture = "x86_64",
        CpuModel = "Xeon 8124M",
        CpuCount = 4,
        CpusAllowed = [0, 1, 2, 3],
        MemoryMiB = 10_240,
        Virtualisation = "amazon",
        ClockSource = "tsc",
        KernelCommandLine = "root=/dev/nvme0n1p1",
        TickMs = 10,
        Root = true,
        Tracer = new TracerFacts
        {
            Version = "bpftrace v0.17.0",
            TcpProbe = true,
            TcpRcvEstablished = false,
            Btf = true,
            RunCounts = true,
            StatsAlwaysOn = false,
            KernelConfig = new Dictionary<string, string> { ["CONFIG_BPF"] = "y" },
        },
    };

    public static BpfProgram Program(long runs) => new(41, "a1b2c3d4e5f60718", 5, runs, runs * 70);

    public static TracerDetached Detached(long runs, long lines) => new()
    {
        Programs = [Program(runs)],
        Gone = true,
        ExitCode = 0,
        CpuMs = 130,
        LogBytes = lines * 250,
        LogLines = lines,
        MalformedLines = 0,
        MalformedSample = [],
        LostEvents = 0,
        LinesBetweenMarks = lines,
        LogSample = [],
    };
}
