namespace TraceToll.Remote.Ec2;

/// <summary>What could not be removed.</summary>
/// <param name="Thing">What it is; null when it could not be asked what there is.</param>
/// <param name="Reason">Why it is still there.</param>
/// <param name="MayPass">Whether waiting may mend it.</param>
internal sealed record Leftover(OwnedThing? Thing, string Reason, bool MayPass)
{
    public override string ToString() => $"{Thing?.ToString() ?? "what else there is is not known"} ({Reason})";
}
