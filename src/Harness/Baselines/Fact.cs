using System.Globalization;
using System.Text.RegularExpressions;
using TraceToll.Recordings;
using TraceToll.Scenarios;

namespace TraceToll.Baselines;

/// <summary>One fact of a measurement, and whether measurements in which it differs can be compared. The table of docs/baselines.md is this one.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="MustMatch">Whether they cannot be compared; otherwise the report only names it.</param>
/// <param name="Of">Its value in a recording; null where it is not known, or does not apply.</param>
internal sealed partial record Fact(string Name, bool MustMatch, Func<RecordingManifest, string?> Of)
{
    private const string OfResponder = "responder ";

    /// <summary>All facts, in the order of the file.</summary>
    public static IReadOnlyList<Fact> All { get; } =
    [
        // What is measured.
        // Where a timeline lies says nothing of the load.
        new("scenario", true, manifest => manifest.Scenario is { } scenario ? ScenarioText.Of(scenario, timeline => $"{timeline.Name}@{timeline.ShortHash}") : null),
        new("testbed", true, manifest => manifest.Testbed),
        new("side", true, manifest => manifest.Side),
        // Another order of modes is another session of the same plan.
        new("plan", true, manifest => Seed().Replace(manifest.Plan, "")),
        new("probe", true, manifest => manifest.Probe),
        new("loops", true, manifest => manifest.Loops),
        new("agent build", true, manifest => manifest.AgentBuild),

        // On which machine.
        .. OfHost,
        .. OfHost.Select(fact => fact with { Name = OfResponder + fact.Name, Of = manifest => OfOtherHost(fact, manifest) }),

        // The tracer is what is under test: that its cost can be compared across its versions is what a baseline is for.
        new("bpftrace", false, manifest => manifest.SenderHost?.Tracer.Version),
        new("script", false, manifest => manifest.Script is { } path ? Path.GetFileName(path) + string.Concat((manifest.ScriptArguments ?? []).Select(argument => " " + argument)) : null),
        new("planted delay", false, manifest => manifest.PlantedDelayNs is { } ns ? string.Create(CultureInfo.InvariantCulture, $"{ns} ns at {manifest.PlantedSide}") : null),
        new("memory locked", false, manifest => manifest.MemoryLocked is { } locked ? locked ? "yes" : "no" : null),
        new("excluded", false, manifest => manifest.Exclusion),
        new("sources", false, manifest => manifest.Sources is { } sources ? string.Join("; ", sources) : null),
        new("operating system", false, manifest => manifest.SenderHost?.OperatingSystem),
        new("governor", false, manifest => manifest.SenderHost?.Governor),
        // What follows the version is the commit that it was built from.
        new("tracetoll", false, manifest => manifest.Tool.Split('+')[0]),
    ];

    private static IReadOnlyList<Fact> OfHost =>
    [
        new("instance type", true, manifest => manifest.SenderHost is { } host ? EnvironmentName.InstanceType(host) : null),
        new("cpu", true, manifest => manifest.SenderHost?.CpuModel),
        new("cpus", true, manifest => manifest.SenderHost?.CpuCount.ToString(CultureInfo.InvariantCulture)),
        new("architecture", true, manifest => manifest.SenderHost?.Architecture),
        // The release; what follows it is when it was built.
        new("kernel", true, manifest => manifest.SenderHost?.Kernel.Split(' ')[0]),
        new("virtualisation", true, manifest => manifest.SenderHost?.Virtualisation),
        new("clock source", true, manifest => manifest.SenderHost?.ClockSource),
    ];

    /// <summary>The facts of a recording that are known.</summary>
    public static IReadOnlyDictionary<string, string> Read(RecordingManifest manifest) =>
        All.Select(fact => (fact.Name, Value: fact.Of(manifest))).Where(fact => fact.Value != null).ToDictionary(fact => fact.Name, fact => fact.Value!);

    /// <summary>What differs, in the order of the file.</summary>
    public static IEnumerable<FactDifference> Differences(Baseline approved, Baseline now) => Beside(approved, now).Where(fact => fact.Approved != fact.Now);

    /// <summary>The facts that are known of either, in the order of the file.</summary>
    public static IEnumerable<FactDifference> Beside(Baseline? approved, Baseline? now) =>
        ((IEnumerable<FactDifference>)
        [
            new("environment", approved?.Environment, now?.Environment, true),
            new("mode", approved?.Mode, now?.Mode, true),
            new("control", approved?.Control, now?.Control, true),
            .. All.Where(fact => IsKnown(fact.Name, approved) || IsKnown(fact.Name, now)).Select(fact => new FactDifference(fact.Name, In(approved, fact.Name), In(now, fact.Name), fact.MustMatch)),
        ]).Where(fact => fact.Approved != null || fact.Now != null);

    private static bool IsKnown(string name, Baseline? baseline) => baseline?.Facts.ContainsKey(name) == true;

    /// <summary>Where nothing is said of the responder, it is as the sender.</summary>
    private static string? In(Baseline? baseline, string name) =>
        baseline?.Facts.GetValueOrDefault(name) ?? (name.StartsWith(OfResponder, StringComparison.Ordinal) ? baseline?.Facts.GetValueOrDefault(name[OfResponder.Length..]) : null);

    /// <summary>Of the responder's host, where it differs from the sender's.</summary>
    private static string? OfOtherHost(Fact fact, RecordingManifest manifest) =>
        fact.Of(manifest with { SenderHost = manifest.ResponderHost }) is var other && other != fact.Of(manifest) ? other : null;

    [GeneratedRegex(@",seed=\d+")]
    private static partial Regex Seed();
}
