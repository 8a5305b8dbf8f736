using TraceToll.Hosts;
using TraceToll.Recordings;
using TraceToll.Tracing;

namespace TraceToll.Experiments;

/// <summary>What the runners of all plans need.</summary>
/// <param name="Experiment">What was asked for.</param>
/// <param name="Testbed">Where it runs.</param>
/// <param name="Modes">The modes that can be measured.</param>
/// <param name="Probe">Where idle and log attach.</param>
/// <param name="RunCounts">Whether the kernel of the traced hosts counts program runs.</param>
/// <param name="Placement">Where the measuring loops run.</param>
/// <param name="Writer">Takes what is measured.</param>
/// <param name="Teller">Takes what is being done.</param>
internal sealed record RunContext(
    Experiment Experiment, OpenTestbed Testbed, IReadOnlyList<TracingMode> Modes, Probe? Probe, bool RunCounts, LoopPlacement Placement, RecordingWriter Writer,
    ProgressTeller Teller)
{
    /// <summary>Which pair of a fleet it is; null where there is but one.</summary>
    public OpenPair? Pair { get; init; }
}
