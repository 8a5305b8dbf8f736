using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TraceToll.Cli;

/// <summary>
/// Ctrl-C, or SIGTERM, while something is measured: the first one stops it in good order, the second ends the program at once. What it
/// has started ends by itself then, as its standard input closes.
/// </summary>
internal sealed class Interruption : IDisposable
{
    // Who ends a program with its whole group, as timeout does, sends it the signal twice.
    internal static readonly TimeSpan OneAndTheSame = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stop;
    private readonly Action _stopping;
    private readonly Action _ending;
    private readonly PosixSignalRegistration[] _signals;
    private long _firstAt;

    /// <param name="stopping">Tells the user of the first one.</param>
    /// <param name="ending">Tidies the terminal before the second one ends the program.</param>
    /// <param name="cancellationToken">Stops in good order too.</param>
    public Interruption(Action stopping, Action ending, CancellationToken cancellationToken)
    {
        (_stopping, _ending) = (stopping, ending);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM];
        _signals = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, Handle))];
    }

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }

        _stop.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        var firstAt = Interlocked.CompareExchange(ref _firstAt, Stopwatch.GetTimestamp(), 0);
        if (firstAt != 0 && Stopwatch.GetElapsedTime(firstAt) > OneAndTheSame)
        {
            _ending();
            return;
        }

        context.Cancel = true;
        if (firstAt == 0)
        {
            // Not on this thread: what is cancelled goes on where it is told so.
            _ = StopAsync();
            _stopping();
        }
    }

    private async Task StopAsync()
    {
        try
        {
            await _stop.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It came when all was over.
        }
    }
}
