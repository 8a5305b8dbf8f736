using System.Diagnostics;
using TraceToll.Tests.Support;

namespace TraceToll.Tests.Docs;

/// <summary>A script is read, and its probes looked up, by bpftrace itself, without being attached where it can do without.</summary>
internal static class BpftraceProof
{
    public static bool IsHere { get; } = Environment.IsPrivilegedProcess
        && (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "bpftrace")));

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
