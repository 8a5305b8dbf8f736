using System.Runtime.InteropServices;

namespace TraceToll.Cli;

/// <summary>
/// Ctrl-C, or SIGTERM, while something is measured: the first one stops it in good order, the second ends the program at once. What it
/// has started ends by itself then, as its standard input closes.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly Action _stopping;
    private readonly Action _ending;
    private readonly PosixSignalRegistration[] _signals;
    private int _count;

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
        if (Interlocked.Increment(ref _count) > 1)
        {
            _ending();
            return;
        }

        context.Cancel = true;
        _stopping();
        // Not on this thread: what is cancelled goes on where it is told so.
        _ = _stop.CancelAsync();
    }
}
