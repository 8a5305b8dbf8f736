using System.Reflection;
using System.Text.Json.Serialization;
using TraceToll.Protocol;
using TraceToll.Scenarios;

namespace TraceToll.Recordings;

/// <summary>All of a recording but its slices.</summary>
public sealed record RecordingManifest
{
    /// <summary>The version of the files' form that this version of TraceToll writes and reads.</summary>
    public const int CurrentSchema = 1;

    /// <summary>This version of TraceToll.</summary>
    internal static string CurrentTool { get; } =
        typeof(RecordingManifest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The version of the files' form.</summary>
    public required int Schema { get; init; }

    /// <summary>The version of TraceToll that wrote it.</summary>
    public required string Tool { get; init; }

    /// <summary>When measuring, or importing, began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, UTC; null while it has not.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Whether conclusions may be drawn.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>The load; null when it is not known: no report that was imported tells of it. Written down as null, never left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required Scenario? Scenario { get; init; }

    /// <summary>The testbed's name.</summary>
    public required string Testbed { get; init; }

    /// <summary>What the testbed says of its hosts and its network, a line each; null where it was not opened.</summary>
    public IReadOnlyList<string>? TestbedFacts { get; init; }

    /// <summary>The traced side.</summary>
    public required string Side { get; init; }

    /// <summary>The delay for each message that was planted in every mode but off and off-again, ns; null when none was.</summary>
    public long? PlantedDelayNs { get; init; }

    /// <summary>The end that was delayed; null when none was.</summary>
    public string? PlantedSide { get; init; }

    /// <summary>The plan, as <c>--plan</c> takes it; limits and seed besides.</summary>
    public required string Plan { get; init; }

    /// <summary>The modes, in the order of the plan; the first is the control.</summary>
    public required IReadOnlyList<string> Modes { get; init; }

    /// <summary>The user's script, where one of the modes is one.</summary>
    public string? Script { get; init; }

    /// <summary>Its arguments, <c>{port}</c> as it was written.</summary>
    public IReadOnlyList<string>? ScriptArguments { get; init; }

    /// <summary>What each treatment may cost, as a budget is written down; by mode. Null when nothing was to be judged.</summary>
    public IReadOnlyDictionary<string, string>? Budgets { get; init; }

    /// <summary>Whether <see cref="Budgets"/> were chosen when the figures were known already.</summary>
    public bool BudgetsAfterwards { get; init; }

    /// <summary>When the session looked whether the verdict was known; null when it did not.</summary>
    public Looks? Looks { get; init; }

    /// <summary>The rule by which blocks are left out, as <see cref="Recordings.Exclusion"/> reads it; null when none was declared.</summary>
    public string? Exclusion { get; init; }

    /// <summary>Whether <see cref="Exclusion"/> was declared when the figures were known already.</summary>
    public bool ExcludedAfterwards { get; init; }

    /// <summary>Where idle and log attach; null when neither was measured.</summary>
    public string? Probe { get; init; }

    /// <summary>What the host lacks to trace, so that only modes without a tracer were measured; null when it lacks nothing.</summary>
    public string? Missing { get; init; }

    /// <summary>What the measuring loops did between messages, and on which CPUs.</summary>
    public string? Loops { get; init; }

    /// <summary>Whether the loops spin on all CPUs that the tracer has too.</summary>
    public bool SharesCpus { get; init; }

    /// <summary>
    /// Whether the memory of all senders was locked, so that none of it had to be brought in while they measured; null before one has
    /// connected, and in recordings that did not keep it.
    /// </summary>
    public bool? MemoryLocked { get; init; }

    /// <summary>How the agents were built.</summary>
    public string? AgentBuild { get; init; }

    /// <summary>The sender's host.</summary>
    public HostFacts? SenderHost { get; init; }

    /// <summary>The responder's host.</summary>
    public HostFacts? ResponderHost { get; init; }

    /// <summary>
    /// What measurements of this kind of machine are kept under, such as <c>ec2-c5n.xlarge</c>; null where hosts were not looked at, and
    /// in recordings that did not keep it.
    /// </summary>
    public string? Environment { get; init; }

    /// <summary>How many slices belong to it; null while it is not finished.</summary>
    public int? Slices { get; init; }

    /// <summary>How many runs known by percentiles belong to it; null when there are none, or while it is not finished.</summary>
    public int? Runs { get; init; }

    /// <summary>The reports that it was imported from, each with its file name and the SHA-256 of its content; null when it was measured.</summary>
    public IReadOnlyList<string>? Sources { get; init; }

    /// <summary>Whether modes alternate on one connection; otherwise every slice is a run of its own.</summary>
    public required bool Interleaved { get; init; }

    /// <summary>Totals of each connection.</summary>
    public IReadOnlyList<SendTotals> Sent { get; init; } = [];

    /// <summary>Totals of the responder.</summary>
    public RespondTotals? Responded { get; init; }
}
