using System.Globalization;
using System.Runtime.InteropServices;
using TraceToll.Agent.Native;
using TraceToll.Agent.Trace;
using TraceToll.Protocol;

namespace TraceToll.Agent.Facts;

/// <summary>Reads what the kernel and the system say of this host.</summary>
internal static class HostReader
{
    private const long KibiInMebi = 1024;

    /// <param name="bpftrace">The bpftrace to try; null: none.</param>
    public static HostFacts Read(string? bpftrace)
    {
        var processors = ProcFile.Read("/proc/cpuinfo");
        var release = Line("/proc/sys/kernel/osrelease") ?? "";
        var online = CpuList.Read(Line("/sys/devices/system/cpu/online")) ?? [.. Enumerable.Range(0, Environment.ProcessorCount)];
        return new HostFacts
        {
            HostName = Line("/proc/sys/kernel/hostname") ?? Environment.MachineName,
            OperatingSystem = KeyedText.Value(ProcFile.Read("/etc/os-release"), "PRETTY_NAME", '='),
            Kernel = $"{release} {Line("/proc/sys/kernel/version")}".Trim(),
            Architecture = Line("/proc/sys/kernel/arch") ?? KernelsName(RuntimeInformation.OSArchitecture),
            CpuModel = KeyedText.Value(processors, "model name", ':') ?? ArmModel(processors),
            CpuCount = online.Count,
            CpusAllowed = CpuList.Read(KeyedText.Value(ProcFile.Read("/proc/self/status"), "Cpus_allowed_list", ':')) ?? online,
            MemoryMiB = MemoryKibi(ProcFile.Read("/proc/meminfo")) / KibiInMebi,
            Virtualisation = Virtualisation.Read(),
            ClockSource = Line("/sys/devices/system/clocksource/clocksource0/current_clocksource"),
            Governor = Line("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"),
            KernelCommandLine = Line("/proc/cmdline"),
            TickMs = ProcessStat.TickMs,
            Root = Libc.EffectiveUser() == 0,
            Docker = DockerEngine(),
            Tracer = bpftrace == null ? TracerReader.NotRead : TracerReader.Read(bpftrace, release),
        };
    }

    private static string? Line(string path) => ProcFile.Read(path)?.Trim() is { Length: > 0 } line ? line : null;

    private static string KernelsName(Architecture architecture) => architecture switch
    {
        Architecture.X64 => "x86_64",
        Architecture.Arm64 => "aarch64",
        var other => other.ToString(),
    };

    // Arm's kernels give numbers where others give a name.
    private static string? ArmModel(string? processors) =>
        KeyedText.Value(processors, "CPU implementer", ':') is { } implementer && KeyedText.Value(processors, "CPU part", ':') is { } part
            ? $"implementer {implementer}, part {part}"
            : null;

    private static long MemoryKibi(string? memory) =>
        KeyedText.Value(memory, "MemTotal", ':')?.Split(' ')[0] is { } number
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var kibi) ? kibi : 0;

    private static string? DockerEngine() =>
        ShortRun.Of(TimeSpan.FromSeconds(2), "docker", "version", "--format", "{{.Server.Version}}")
            is { ExitCode: 0, Output: { Length: > 0 } version }
            ? version
            : null;
}
