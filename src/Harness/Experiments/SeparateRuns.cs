using System.Globalization;

namespace TraceToll.Experiments;

/// <summary>The origin's protocol: run after run, all of a mode before the next mode, a new connection for each.</summary>
/// <remarks>Cannot tell the tracer from a drift of the machine; here to compare with the origin's figures.</remarks>
public sealed record SeparateRuns : Plan
{
    /// <summary>Runs of each mode.</summary>
    public required int Runs { get; init; }

    /// <summary>Messages a run, warm-up included.</summary>
    public required long Messages { get; init; }

    /// <summary>Replies at the start of each run that are not measured.</summary>
    public required long WarmUpReplies { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"runs={Runs},messages={Messages},warm-up-replies={WarmUpReplies}");
}
