using System.Globalization;
using TraceToll.Recordings;
using TraceToll.Scenarios;

namespace TraceToll.Reports;

/// <summary>What was measured: load, plan, testbed, hosts, tools, and what to know of them.</summary>
internal static class HeaderParts
{
    // Where the text of the header begins.
    private const int Indent = 9;

    public static IEnumerable<ReportPart> Of(RecordingManifest manifest) => [new ReportPart.Heading(Title(manifest)), .. Facts(manifest), new ReportPart.Gap()];

    public static string Title(RecordingManifest manifest) => string.Create(CultureInfo.InvariantCulture,
        $"What tracing costs: {(manifest.Sources != null ? "imported" : $"{manifest.Scenario?.Name} on {manifest.Testbed}")}, {manifest.StartedAt:yyyy-MM-dd HH:mm:ss} UTC");

    public static IEnumerable<ReportPart> Facts(RecordingManifest manifest) => Texts(manifest).Select(text => new ReportPart.Line(text, Indent));

    private static IEnumerable<string> Texts(RecordingManifest manifest)
    {
        var scenario = manifest.Scenario;
        var load = scenario == null ? "unknown: no report that was imported tells of it" : LoadText.Of(scenario);
        var priority = scenario?.RealTimePriority == null ? "" : $", at priority {scenario.PriorityText()}";
        yield return $"Load     {load}; {manifest.Loops ?? "not begun"}{priority}";
        yield return $"Plan     {manifest.Plan}; traced: {manifest.Side}{(manifest.Probe is { } probe ? $", at {probe}" : "")}";
        foreach (var fact in manifest.TestbedFacts ?? [])
        {
            yield return $"Testbed  {fact}";
        }

        if (manifest.SenderHost is { } host)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"Host     {host.CpuModel ?? "unknown CPU"}, {host.CpuCount} CPUs, {host.Virtualisation ?? "virtualisation unknown"}, Linux {host.Kernel}, clock {host.ClockSource ?? "unknown"}");
            yield return $"Tools    {host.Tracer.Version ?? "no bpftrace"}, agent {manifest.AgentBuild ?? "not started"}, TraceToll {manifest.Tool}";
        }

        foreach (var note in ReportNotes.Of(manifest))
        {
            yield return $"Note     {note}";
        }
    }
}
