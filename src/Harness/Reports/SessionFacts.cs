using System.Globalization;
using TraceToll.Protocol;
using TraceToll.Recordings;

namespace TraceToll.Reports;

/// <summary>What a recording was measured with, where and when: a name and a text each. What is not known is left out.</summary>
internal static class SessionFacts
{
    private const string Measured = "measured";

    public static IReadOnlyList<(string Name, string Text)> Of(Recording recording)
    {
        var manifest = recording.Manifest;
        return [.. All(manifest).Where(fact => !string.IsNullOrEmpty(fact.Text)).Select(fact => (fact.Name, fact.Text!))];
    }

    /// <summary>Those that are not the same in all of them; when each was measured is not among them.</summary>
    public static ReportTable Differing(IReadOnlyList<ReportedSession> sessions)
    {
        var facts = sessions.Select(session => Of(session.Recording).ToDictionary(fact => fact.Name, fact => fact.Text)).ToList();
        return new ReportTable(["", .. sessions.Select(session => session.Name)],
        [
            .. from name in facts.SelectMany(each => each.Keys).Distinct()
               let texts = facts.ConvertAll(each => each.GetValueOrDefault(name, ""))
               where name != Measured && texts.Distinct().Count() > 1
               select (IReadOnlyList<string>)[name, .. texts],
        ]);
    }

    private static IEnumerable<(string Name, string? Text)> All(RecordingManifest manifest)
    {
        var isImported = manifest.Sources != null;
        yield return (isImported ? "imported" : Measured, string.Create(CultureInfo.InvariantCulture, $"{manifest.StartedAt:yyyy-MM-dd HH:mm:ss} UTC{(isImported ? "" : Lasted(manifest))}"));
        yield return ("load", manifest.Scenario is { } scenario ? $"{scenario.Name}: {LoadText.Of(scenario)}" : "unknown");
        yield return ("loops", manifest.Loops);
        yield return ("plan", manifest.Plan);
        yield return ("modes", string.Join(", ", manifest.Modes));
        yield return ("traced", isImported ? null : $"{manifest.Side}{(manifest.Probe is { } probe ? $", at {probe}" : "")}");
        yield return ("script", manifest.Script is { } script ? string.Join(' ', (string[])[script, .. manifest.ScriptArguments ?? []]) : null);
        yield return ("testbed", isImported ? null : string.Join("; ", (string[])[manifest.Testbed, .. manifest.TestbedFacts ?? []]));
        yield return ("environment", manifest.Environment);
        var (sender, responder) = (Host(manifest.SenderHost).ToList(), Host(manifest.ResponderHost).ToList());
        foreach (var (name, text) in sender)
        {
            yield return ($"sender's {name}", text);
        }

        // By what is said of them: one machine need not be told of twice.
        foreach (var (name, text) in responder.SequenceEqual(sender) ? [] : responder)
        {
            yield return ($"responder's {name}", text);
        }

        yield return ("agent", manifest.AgentBuild);
        yield return ("TraceToll", manifest.Tool);
        yield return ("imported from", manifest.Sources is { } sources ? string.Join(", ", sources) : null);
    }

    private static IEnumerable<(string Name, string? Text)> Host(HostFacts? host)
    {
        if (host == null)
        {
            yield break;
        }

        yield return ("host", string.Join(", ", new[] { host.HostName, host.OperatingSystem, host.Machine, host.Virtualisation }.Where(text => !string.IsNullOrEmpty(text))));
        yield return ("kernel", $"Linux {host.Kernel} ({host.Architecture}), clock {host.ClockSource ?? "unknown"}");
        yield return ("CPUs", string.Create(CultureInfo.InvariantCulture,
            $"{host.CpusAllowed.Count} of {host.CpuCount}, {host.CpuModel ?? "of an unknown model"}, governor {host.Governor ?? "unknown"}, {host.MemoryMiB} MiB of memory"));
        yield return ("tracer", $"{host.Tracer.Version ?? "no bpftrace"}");
    }

    private static string Lasted(RecordingManifest manifest) => manifest.FinishedAt is { } end
        ? string.Create(CultureInfo.InvariantCulture, $", for {(end - manifest.StartedAt).TotalSeconds:0} s")
        : ", not finished";
}
