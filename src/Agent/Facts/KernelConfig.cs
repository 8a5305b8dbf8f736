using System.IO.Compression;

namespace TraceToll.Agent.Facts;

/// <summary>What the kernel was built with, as far as tracing depends on it.</summary>
internal static class KernelConfig
{
    private static readonly string[] Names =
    [
        "CONFIG_BPF", "CONFIG_BPF_SYSCALL", "CONFIG_BPF_JIT", "CONFIG_BPF_EVENTS", "CONFIG_DEBUG_INFO_BTF", "CONFIG_TRACEPOINTS",
        "CONFIG_PERF_EVENTS", "CONFIG_KPROBES", "CONFIG_KPROBE_EVENTS", "CONFIG_UPROBES", "CONFIG_UPROBE_EVENTS",
        "CONFIG_FTRACE", "CONFIG_FTRACE_SYSCALLS", "CONFIG_FUNCTION_TRACER", "CONFIG_DYNAMIC_FTRACE",
    ];

    /// <summary>Empty where the kernel does not tell.</summary>
    public static IReadOnlyDictionary<string, string> Read(string release) =>
        Unpacked("/proc/config.gz", packed: true)
        ?? Unpacked($"/boot/config-{release}", packed: false)
        ?? Unpacked($"/lib/modules/{release}/config", packed: false)
        ?? new Dictionary<string, string>();

    /// <summary>What is not set is <c>n</c>; what the kernel does not know is left out.</summary>
    public static IReadOnlyDictionary<string, string> Parse(TextReader config)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        while (config.ReadLine() is { } line)
        {
            var (name, value) = line.Split('=', 2) switch
            {
                [var set, var to] => (set, to),
                _ when line.StartsWith("# ", StringComparison.Ordinal) && line.EndsWith(" is not set", StringComparison.Ordinal) => (line[2..^11], "n"),
                _ => ("", ""),
            };
            if (Names.Contains(name))
            {
                values[name] = value;
            }
        }

        return values;
    }

    private static IReadOnlyDictionary<string, string>? Unpacked(string path, bool packed)
    {
        try
        {
            using var file = File.OpenRead(path);
            using Stream stream = packed ? new GZipStream(file, CompressionMode.Decompress) : file;
            using var reader = new StreamReader(stream);
            return Parse(reader);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;
        }
    }
}
