namespace TraceToll.Tests.Support;

/// <summary>How long tests wait for what has to come: an end to a hang, never a measure of speed.</summary>
internal static class Patience
{
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    public static CancellationToken Limit() => new CancellationTokenSource(Long).Token;
}
