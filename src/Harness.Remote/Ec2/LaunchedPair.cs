namespace TraceToll.Remote.Ec2;

/// <summary>A pair that runs.</summary>
internal sealed record LaunchedPair
{
    public required PairPlan Plan { get; init; }

    public required LaunchedHost Sender { get; init; }

    public required LaunchedHost Responder { get; init; }

    /// <summary>The file of the private key.</summary>
    public required string KeyFile { get; init; }

    /// <summary>Of both: they are launched by one request, which has one user data.</summary>
    public required string HostKeyFingerprint { get; init; }
}
