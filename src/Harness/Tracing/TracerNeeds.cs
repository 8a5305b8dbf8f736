using TraceToll.Protocol;

namespace TraceToll.Tracing;

/// <summary>What a tracing mode needs of the host that it runs on.</summary>
public static class TracerNeeds
{
    /// <summary>What the host lacks for this mode, and what mends it, one sentence; null when nothing is missing.</summary>
    public static string? MissingFor(TracingMode mode, HostFacts host)
    {
        ArgumentNullException.ThrowIfNull(mode);
        ArgumentNullException.ThrowIfNull(host);
        var tracer = host.Tracer;
        // A script of the user's brings its own probes; whether they can be attached shows when they are.
        var enough = !mode.IsTraced || tracer.Missing == null || (mode.Kind == TracingKind.Script && tracer.Version != null && host.Root);
        return enough ? null : $"nothing can be traced on {host.HostName}: {tracer.Missing}; {tracer.Remedy}";
    }
}
