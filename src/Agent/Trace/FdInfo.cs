using System.Globalization;
using TraceToll.Protocol;

namespace TraceToll.Agent.Trace;

/// <summary>Reads what the kernel says of a file descriptor in /proc/[pid]/fdinfo.</summary>
internal static class FdInfo
{
    /// <summary>The program behind the descriptor; null when it is no BPF program.</summary>
    public static BpfProgram? Program(string text)
    {
        // Links carry prog_id and prog_tag too; only a program has its own run counts or at least its type.
        if (Number(text, "prog_id") is not { } id || Number(text, "prog_type") is not { } type)
        {
            return null;
        }

        return new BpfProgram(id, Value(text, "prog_tag") ?? "", (int)type, Number(text, "run_cnt") ?? 0, Number(text, "run_time_ns") ?? 0);
    }

    private static long? Number(string text, string name) =>
        long.TryParse(Value(text, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Value(string text, string name)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] == ':')
            {
                return line[(name.Length + 1)..].Trim().ToString();
            }
        }

        return null;
    }
}
