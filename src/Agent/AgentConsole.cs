using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading.Channels;
using TraceToll.Protocol;

namespace TraceToll.Agent;

/// <summary>
/// The agent's two lines to the harness: commands in, events out. When standard input closes the harness is gone, and so
/// must the agent be: <see cref="HarnessGone"/> is cancelled. The same happens when the agent has lived too long.
/// </summary>
internal sealed class AgentConsole : IDisposable
{
    private readonly Channel<AgentCommand> _commands = Channel.CreateUnbounded<AgentCommand>();
    private readonly CancellationTokenSource _gone;
    private readonly TextReader _input;
    private readonly TextWriter _output;
    private readonly Lock _outputLock = new();
    private readonly PosixSignalRegistration[] _signals;
    private Task<bool>? _waiting;

    public AgentConsole(TextReader input, TextWriter output, TimeSpan lifetime)
    {
        _input = input;
        _output = output;
        _gone = new CancellationTokenSource(lifetime);
        // Told to end, the agent cleans up first.
        PosixSignal[] signals = [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP];
        _signals = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, Leave))];
        // A thread of its own: reading standard input blocks, and must not wait for a busy thread pool.
        new Thread(ReadCommands) { IsBackground = true, Name = "commands" }.Start();
    }

    /// <summary>Cancelled when standard input has closed or the hard lifetime is over.</summary>
    public CancellationToken HarnessGone => _gone.Token;

    public ChannelReader<AgentCommand> Commands => _commands.Reader;

    public void Say(AgentEvent agentEvent)
    {
        var line = AgentJson.ToLine(agentEvent);
        lock (_outputLock)
        {
            try
            {
                _output.Write(line + "\n");
                _output.Flush();
            }
            catch (IOException)
            {
                // Nobody reads any more: the same as a closed standard input.
                Leave();
            }
        }
    }

    /// <summary>Waits for the first command, which has to be <see cref="Start"/>.</summary>
    public Start WaitForStart()
    {
        try
        {
            return _commands.Reader.ReadAsync(HarnessGone).AsTask().GetAwaiter().GetResult() is Start start && start.Token.Length is > 0 and <= 64
                ? start
                : throw new AgentFailure("the first line on standard input is not a start command",
                    """write {"type":"start","token":"..."} with a token of 1 to 64 characters first""", AgentFailure.Usage);
        }
        catch (ChannelClosedException closed) when (closed.InnerException is AgentFailure failure)
        {
            throw failure;
        }
    }

    /// <summary>The next command; null when none comes in this time. Throws when a line is no command or the harness is gone.</summary>
    public AgentCommand? Next(TimeSpan patience)
    {
        // Kept over calls: a waiter that is given up stays in the channel.
        _waiting ??= _commands.Reader.WaitToReadAsync(HarnessGone).AsTask();
        if (Task.WaitAny([_waiting], patience) < 0)
        {
            return null;
        }

        var more = _waiting.GetAwaiter().GetResult();
        _waiting = null;
        if (!more)
        {
            // Standard input has closed this moment: the cancellation follows.
            HarnessGone.WaitHandle.WaitOne();
            HarnessGone.ThrowIfCancellationRequested();
        }

        return _commands.Reader.TryRead(out var command) ? command : null;
    }

    public void Dispose()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }

        _gone.Dispose();
    }

    private void ReadCommands()
    {
        try
        {
            while (_input.ReadLine() is { } line)
            {
                if (line.Length > 0)
                {
                    _commands.Writer.TryWrite(AgentJson.ReadCommand(line));
                }
            }

            _commands.Writer.TryComplete();
        }
        catch (JsonException unreadable)
        {
            _commands.Writer.TryComplete(new AgentFailure($"a line on standard input is not a command: {unreadable.Message}",
                "write one JSON object a line, with its \"type\" one of start, begin, end, count, mark, finish", AgentFailure.Usage));
            return;
        }
        catch (IOException)
        {
            // The other end broke off: as good as closed.
        }

        Leave();
    }

    private void Leave(PosixSignalContext signal)
    {
        signal.Cancel = true;
        Leave();
    }

    private void Leave()
    {
        try
        {
            _gone.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Already on the way out.
        }
    }
}
