using System.Runtime.ExceptionServices;

namespace TraceToll.Hosts;

/// <summary>Work that is done for several pairs at the same time.</summary>
internal static class Together
{
    /// <summary>How many pairs are opened, asked and closed at once: each takes processes, connections, and CPU time of this machine; an SSH
    /// server that several pairs have in common drops more than 10 that log in at the same time.</summary>
    public const int AtOnce = 8;

    /// <summary>Does it for each of so many pairs, by index from 0. The first failure stops the others, is waited for no longer than they take to stop, and is thrown.</summary>
    /// <param name="count">How many.</param>
    /// <param name="atOnce">How many at the same time.</param>
    /// <param name="work">What is done; its token is cancelled when another one has failed.</param>
    /// <param name="cancellationToken">Stops all.</param>
    public static async Task EachAsync(int count, int atOnce, Func<int, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var turns = new SemaphoreSlim(atOnce);
        Exception? first = null;
        await Task.WhenAll(Enumerable.Range(0, count).Select(async index =>
        {
            try
            {
                await turns.WaitAsync(stop.Token);
                try
                {
                    await work(index, stop.Token);
                }
                finally
                {
                    turns.Release();
                }
            }
            catch (Exception failure)
            {
                // What the others say from here on is that they were stopped.
                if (Interlocked.CompareExchange(ref first, failure, null) == null)
                {
                    await stop.CancelAsync();
                }
            }
        }));
        if (first != null)
        {
            ExceptionDispatchInfo.Throw(first);
        }
    }
}
