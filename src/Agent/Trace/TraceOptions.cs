using System.Text.RegularExpressions;

namespace TraceToll.Agent.Trace;

/// <summary>What <c>trace</c> was asked for.</summary>
internal sealed record TraceOptions
{
    public required string Bpftrace { get; init; }

    public required string Script { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The form that every line of the script promises to have; null where it promises none.</summary>
    public required Regex? LineForm { get; init; }

    public required TimeSpan AttachTimeout { get; init; }

    public required string LogFolder { get; init; }

    /// <summary>Whether runs are counted from before the attachment.</summary>
    public required bool CountRuns { get; init; }
}
