using System.Globalization;
using TraceToll.Hosts;
using TraceToll.Recordings;

namespace TraceToll.Experiments.Fleet;

/// <summary>What each pair of a fleet measured, in a recording of its own in the fleet's folder.</summary>
internal sealed class PairRecordings
{
    private readonly RecordingWriter _fleet;
    private bool _measured;

    private PairRecordings(RecordingWriter fleet, IReadOnlyList<RunContext> contexts) => (_fleet, Contexts) = (fleet, contexts);

    /// <summary>What each pair needs to run: its hosts, its recording, its part of the progress.</summary>
    public IReadOnlyList<RunContext> Contexts { get; }

    /// <param name="fleet">The experiment, and the fleet's recording, of which theirs take what all have in common.</param>
    /// <param name="pairs">The pairs.</param>
    /// <param name="time">The clock.</param>
    public static PairRecordings Begin(RunContext fleet, IReadOnlyList<(OpenPair Pair, TestbedInspection Hosts, LoopPlacement Placement)> pairs, TimeProvider time)
    {
        var progress = new FleetProgress(fleet.Teller, pairs.Count);
        return new PairRecordings(fleet.Writer, [.. pairs.Select((each, index) => fleet with
        {
            Testbed = each.Pair.Open,
            RunCounts = ExperimentRun.RunCounts(each.Hosts),
            Placement = each.Placement,
            // A thousand pairs would not fit into memory.
            Writer = new RecordingWriter(FleetFolder.Of(fleet.Writer.Folder, each.Pair), Manifest(fleet.Writer.Manifest, pairs.Count, each.Pair, each.Hosts, each.Placement), keeps: false),
            Teller = new ProgressTeller(progress.Of(index), time),
            Pair = each.Pair,
        })]);
    }

    /// <summary>All pairs have measured to the end: what each is worth, its own slices say.</summary>
    public void HaveMeasured() => _measured = true;

    /// <param name="outcome">The fleet's, which is that of all pairs where they have not measured to the end.</param>
    /// <param name="now">The time.</param>
    public void Finish(Outcome outcome, DateTimeOffset now)
    {
        foreach (var writer in Contexts.Select(context => context.Writer))
        {
            // When it ended was decided by the looks at all pairs, and a verdict of this one has to know.
            writer.Note(manifest => manifest with { Looks = _fleet.Manifest.Looks });
            writer.Finish(_measured ? ExperimentRun.OutcomeOf(new Recording(writer.Manifest, writer.Slices)) : outcome, now);
        }
    }

    private static RecordingManifest Manifest(RecordingManifest fleet, int pairs, OpenPair pair, TestbedInspection hosts, LoopPlacement placement) => fleet with
    {
        Testbed = pair.Testbed.Name,
        TestbedFacts = [.. pair.Open.Facts, string.Create(CultureInfo.InvariantCulture, $"pair {pair.Number} of {pairs} of {fleet.Testbed}, all of which were under load at the same time")],
        SenderHost = hosts.Sender,
        ResponderHost = hosts.Responder,
        Environment = EnvironmentName.Of(hosts.Machine, Environment.GetEnvironmentVariable),
        Loops = placement.ToString(),
        SharesCpus = placement.TakesAllCpus,
    };
}
