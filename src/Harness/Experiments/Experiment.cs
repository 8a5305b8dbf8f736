using System.Globalization;
using TraceToll.Hosts;
using TraceToll.Recordings;
using TraceToll.Scenarios;
using TraceToll.Tracing;

namespace TraceToll.Experiments;

/// <summary>
/// What is to be measured: a load, a testbed, tracing modes, a plan. Immutable; each method gives a changed copy.
/// <code>
/// RecordedExperiment measured = await Experiment.Of(Scenario.MarketData).On(Testbed.Loopback).Compare(TracingMode.Idle).RunAsync();
/// </code>
/// </summary>
public sealed record Experiment
{
    private static readonly TimeSpan LongestPlantedDelay = TimeSpan.FromMilliseconds(1);

    private Experiment(Scenario scenario) => Scenario = scenario;

    /// <summary>The load.</summary>
    public Scenario Scenario { get; private init; }

    /// <summary>Where it runs.</summary>
    public Testbed Testbed { get; private init; } = Testbed.Loopback;

    /// <summary>The modes of every block: off first, off-again last, those asked for between them.</summary>
    public IReadOnlyList<TracingMode> Modes { get; private init; } = [TracingMode.Off, TracingMode.OffAgain];

    /// <summary>The traced end of the connection.</summary>
    public TracedSide Side { get; private init; } = TracedSide.Sender;

    /// <summary>How long the load's own loops spin for each message, in every mode but off and off-again; zero: not at all.</summary>
    public TimeSpan PlantedDelay { get; private init; }

    /// <summary>The end of the connection that is delayed.</summary>
    public TracedSide PlantedSide { get; private init; } = TracedSide.Responder;

    /// <summary>How much is measured, and in which order.</summary>
    public Plan Plan { get; private init; } = Plan.Quick;

    /// <summary>The folder of the recording; null: a new one in <see cref="Root"/>.</summary>
    public string? Folder { get; private init; }

    /// <summary>What the modes may cost, as text, by mode; empty where nothing is judged.</summary>
    public IReadOnlyDictionary<string, string> Budgets { get; private init; } = new Dictionary<string, string>();

    /// <summary>Blocks that this rule hits are left out, and measured again; null: none are.</summary>
    public Exclusion? Exclusion { get; private init; }

    /// <summary>The modes that are compared with off.</summary>
    public IEnumerable<TracingMode> Treatments => Modes.Where(mode => !mode.IsControl);

    /// <summary>Whether a recording that is not finished tells the verdict already; null: measure to the end of the plan.</summary>
    internal Func<Recording, bool>? IsKnown { get; private init; }

    private Func<Plan, string?>? Undecidable { get; init; }

    /// <summary>Where new recordings get their folders.</summary>
    public string Root { get; private init; } = RecordingFolder.DefaultRoot;

    /// <summary>Begins with a load.</summary>
    /// <exception cref="ArgumentException">A value of the scenario is outside its range.</exception>
    public static Experiment Of(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        scenario.Validate();
        return new Experiment(scenario);
    }

    /// <summary>On this testbed.</summary>
    /// <exception cref="ArgumentException">The testbed is a fleet, and the plan one of runs.</exception>
    public Experiment On(Testbed testbed) => Possible(this with { Testbed = testbed });

    /// <summary>With these modes; off and off-again are always measured.</summary>
    /// <exception cref="ArgumentException">Two modes have one name.</exception>
    public Experiment Compare(params IReadOnlyList<TracingMode> modes)
    {
        List<TracingMode> all = [TracingMode.Off, .. modes.Where(mode => !mode.IsControl), TracingMode.OffAgain];
        return all.Select(mode => mode.Name).Distinct().Count() == all.Count
            ? this with { Modes = all }
            : throw new ArgumentException($"two modes have one name: {string.Join(", ", all)}; rename the script, or leave one out");
    }

    /// <summary>Tracing this end.</summary>
    public Experiment Tracing(TracedSide side) => this with { Side = side };

    /// <summary>
    /// Delaying the load on purpose, so that what is to be found is known: in every slice but those of off and off-again this end spins
    /// so long for each message. <see cref="TracingMode.Planted"/> shows the delay alone; other modes show it on top of the tracer.
    /// </summary>
    /// <param name="delay">Zero (nothing is planted) to 1 ms, in steps of 100 ns.</param>
    /// <param name="side">The end that is delayed; with both, a round trip pays twice.</param>
    /// <exception cref="ArgumentException">The delay is outside its range.</exception>
    public Experiment Planting(TimeSpan delay, TracedSide side = TracedSide.Responder) => delay >= TimeSpan.Zero && delay <= LongestPlantedDelay
        ? this with { PlantedDelay = delay, PlantedSide = side }
        : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
            $"the delay to plant is {delay.TotalMicroseconds} us; allowed are 0 to {LongestPlantedDelay.TotalMicroseconds} us"));

    /// <summary>By this plan.</summary>
    /// <exception cref="ArgumentException">A plan of runs whose warm-up leaves nothing to measure at this load, one of runs on a fleet, or one too short for the budgets.</exception>
    public Experiment By(Plan plan) => plan is SeparateRuns runs && runs.WarmUpReplies * Scenario.ReplyEvery >= runs.Messages
        ? throw new ArgumentException($"the warm-up of {runs.WarmUpReplies} replies, one for {Scenario.ReplyEvery} messages, takes all {runs.Messages} "
            + "messages of a run; ask for more messages, or for more replies")
        : Decidable(Possible(this with { Plan = plan }));

    /// <summary>Leaving out, and measuring again, blocks in which this happened: by what happened around a slice, never by its latencies.</summary>
    public Experiment Excluding(Exclusion rule) => this with { Exclusion = rule };

    /// <summary>Recording into this folder, which must not hold a recording yet.</summary>
    public Experiment Into(string folder) => this with { Folder = folder };

    /// <summary>Recording into a new folder of this one, named by the time.</summary>
    public Experiment Below(string root) => this with { Root = root };

    /// <summary>Until this says that the verdict is known: asked at the planned looks of an interleaved plan.</summary>
    /// <param name="budgets">What is judged, by mode, for the recording to keep.</param>
    /// <param name="isKnown">Whether a recording that is not finished tells it.</param>
    /// <param name="undecidable">Why a plan can never tell it; null when it can.</param>
    /// <exception cref="ArgumentException">The plan can never tell it.</exception>
    internal Experiment Until(IReadOnlyDictionary<string, string> budgets, Func<Recording, bool> isKnown, Func<Plan, string?> undecidable) =>
        Decidable(this with { Budgets = budgets, IsKnown = isKnown, Undecidable = undecidable });

    internal long PlantedDelayNs => PlantedDelay.Ticks * TimeSpan.NanosecondsPerTick;

    /// <summary>Whether slices of this mode are delayed.</summary>
    internal bool Plants(TracingMode mode) => PlantedDelay > TimeSpan.Zero && !mode.IsControl;

    /// <summary>
    /// Measures. What goes wrong with the rig, a host or the tracer does not throw: the recording is then invalid and says why.
    /// Waits while somebody else measures on this machine.
    /// </summary>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellationToken">Stops measuring; what was measured is kept, and the recording is invalid.</param>
    /// <exception cref="IOException">The recording cannot be written.</exception>
    public Task<RecordedExperiment> RunAsync(IProgress<ExperimentProgress>? progress = null, CancellationToken cancellationToken = default) =>
        new ExperimentRun(this, progress, TimeProvider.System).RunAsync(cancellationToken);

    /// <summary>Why a plan cannot be measured on a testbed of several pairs; null where it can.</summary>
    internal string? Refusal(bool isFleet) => isFleet && Plan is SeparateRuns
        ? $"the plan {Plan} is one of runs, whose slices in several pairs cannot lie side by side; measure {Testbed} by blocks=N,slice=SECONDS, or one pair by runs"
        : null;

    private static Experiment Possible(Experiment experiment) => experiment.Refusal(FleetTestbed.IsNamed(experiment.Testbed)) is { } reason
        ? throw new ArgumentException(reason)
        : experiment;

    private static Experiment Decidable(Experiment experiment) => experiment.Undecidable?.Invoke(experiment.Plan) is { } reason
        ? throw new ArgumentException(reason)
        : experiment;
}
