namespace TraceToll.Tests.EndToEnd;

/// <summary>Waits for what has to come about, however slow the machine; fails when it does not.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task HoldsAsync(Func<bool> condition, Func<string> what)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!condition())
        {
            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException($"did not come about within {Patience}: {what()}");
            }

            await Task.Delay(20, CancellationToken.None);
        }
    }
}
