using System.Diagnostics;
using TraceToll.Tests.Support;
using TraceToll.Xunit;
using Xunit;

namespace TraceToll.Tests.Docs;

/// <summary>A script is read, and its probes looked up, by bpftrace itself, without being attached where it can do without.</summary>
internal static class BpftraceProof
{
    private static readonly string[] Tracefs = ["/sys/kernel/tracing", "/sys/kernel/debug/tracing"];

    /// <summary>Skips the running test where scripts cannot be read; fails it where TRACETOLL_REQUIRE names bpftrace.</summary>
    public static void Require()
    {
        Requirements.Require(
            Environment.IsPrivilegedProcess && (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "bpftrace"))),
            "bpftrace", "bpftrace is not here, or may not be used; run as root, with bpftrace");
        // The agent mounts it for its bpftrace alone.
        Skip.IfNot(Tracefs.Any(mount => Directory.Exists(Path.Combine(mount, "events", "tcp", "tcp_probe"))), "no tracefs with tcp:tcp_probe is mounted; mount -t tracefs tracefs /sys/kernel/tracing");
    }

    public static IEnumerable<string> Problems(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("example.bt"), text);
        // -d was that until it took a stage, in the version that brought --dry-run.
        var dry = Run(["--help"]).Words.Contains("--dry-run", StringComparison.Ordinal) ? "--dry-run" : "-d";
        var (exitCode, words) = Run([dry, folder.File("example.bt"), "9998", "0", "0", "0"]);
        return exitCode == 0 ? [] : [.. words.Split('\n').Where(line => line.Contains("ERROR", StringComparison.Ordinal)).DefaultIfEmpty(words)];
    }

    private static (int ExitCode, string Words) Run(string[] arguments)
    {
        using var bpftrace = Process.Start(new ProcessStartInfo("bpftrace", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = bpftrace.StandardOutput.ReadToEndAsync();
        var errors = bpftrace.StandardError.ReadToEnd();
        bpftrace.WaitForExit();
        return (bpftrace.ExitCode, $"{errors}{output.Result}");
    }
}
