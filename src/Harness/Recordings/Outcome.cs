namespace TraceToll.Recordings;

/// <summary>Whether a recording may be drawn conclusions from.</summary>
/// <param name="Valid">False when the rig, a host or the tracer failed, or the recording was not finished.</param>
/// <param name="Causes">Why not, and what to do; empty when valid.</param>
public sealed record Outcome(bool Valid, IReadOnlyList<string> Causes)
{
    /// <summary>Nothing failed.</summary>
    public static Outcome Good { get; } = new(true, []);

    /// <summary>What is on disk until the end is reached, and stays there when the harness dies before.</summary>
    public static Outcome Unfinished { get; } =
        new(false, ["the harness ended before the recording was finished (killed, the disk full, or the machine down); measure again"]);
}
