namespace TraceToll.Agent.Trace;

internal static class BpftraceVersion
{
    /// <summary>What <c>bpftrace --version</c> says; null when it cannot be run.</summary>
    public static string? Read(string bpftrace) =>
        ShortRun.Of(TimeSpan.FromSeconds(5), bpftrace, "--version") is { ExitCode: 0, Output: { Length: > 0 } version } ? version : null;
}
