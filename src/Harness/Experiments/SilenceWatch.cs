using System.Globalization;
using TraceToll.Hosts;

namespace TraceToll.Experiments;

/// <summary>
/// Looks after a sender, which tells of its progress every second: one that does not is stopped, or its host is out of reach. That
/// would otherwise show only when something that it was asked for does not come.
/// </summary>
internal sealed class SilenceWatch
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);
    private const int MostTurns = 7;

    private readonly TaskCompletionSource<RigFailureException> _silent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _turnsInSilence;

    public SilenceWatch(AgentProcess sender) => _ = WatchAsync(sender);

    /// <summary>Completes when the sender has fallen silent; never when it ended.</summary>
    public Task<RigFailureException> Failure => _silent.Task;

    /// <summary>The sender has told of its progress.</summary>
    public void Heard() => Volatile.Write(ref _turnsInSilence, 0);

    // Turns are counted, not time, so that a harness that did not run itself for a while does not take that for silence.
    private async Task WatchAsync(AgentProcess sender)
    {
        while (await Task.WhenAny(sender.Ended, Task.Delay(Turn)) != sender.Ended)
        {
            if (Interlocked.Increment(ref _turnsInSilence) > MostTurns)
            {
                _silent.TrySetResult(new RigFailureException(
                    string.Create(CultureInfo.InvariantCulture, $"the {sender.Role} (process {sender.ProcessId}) has told nothing for {MostTurns * Turn.TotalSeconds} s"),
                    "look whether its host is overloaded, stopped or out of reach"));
                return;
            }
        }
    }
}
