using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using TraceToll.Protocol;

namespace TraceToll.Agent;

/// <summary>
/// The agent's two lines to the harness: commands in, events out. When standard input closes the harness is gone, and so
/// must the agent be: <see cref="HarnessGone"/> is cancelled. The same happens when the agent is told to end by a signal, or has
/// lived too long.
/// </summary>
internal sealed class AgentConsole : IDisposable
{
    // With a monitor, which allocates nothing when it waits: what does may lead to a collection while a slice is measured.
    private readonly Queue<AgentCommand> _commands = new();
    private readonly CancellationTokenSource _gone;
    private readonly TextReader _input;
    private readonly TextWriter _output;
    private readonly Lock _outputLock = new();
    private readonly PosixSignalRegistration[] _signals;
    private volatile AgentFailure? _unreadable;
    private bool _woken;

    public AgentConsole(TextReader input, TextWriter output, TimeSpan lifetime)
    {
        _input = input;
        _output = output;
        _gone = new CancellationTokenSource(lifetime);
        _gone.Token.Register(WakeWaiting);
        // Told to end, the agent cleans up first.
        PosixSignal[] signals = [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP];
        _signals = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, Leave))];
        // A thread of its own: reading standard input blocks, and must not wait for a busy thread pool.
        new Thread(ReadCommands) { IsBackground = true, Name = "commands" }.Start();
    }

    /// <summary>Cancelled when standard input has closed or the hard lifetime is over.</summary>
    public CancellationToken HarnessGone => _gone.Token;

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
        return WaitForCommand(Timeout.InfiniteTimeSpan) is Start { Token.Length: > 0 and <= 64 } start && Ascii.IsValid(start.Token)
            ? start
            : throw new AgentFailure("the first line on standard input is not a start command",
                """write {"type":"start","token":"..."} with a token of 1 to 64 ASCII characters first""", AgentFailure.Usage);
    }

    /// <summary>Ends a wait for a command, the next one where there is none: something else has happened.</summary>
    public void Wake()
    {
        lock (_commands)
        {
            _woken = true;
            Monitor.PulseAll(_commands);
        }
    }

    /// <summary>The next command, or null when none came in time, or <see cref="Wake"/> was called.</summary>
    /// <exception cref="OperationCanceledException">The harness is gone, or the lifetime is over.</exception>
    /// <exception cref="AgentFailure">A line was not a command.</exception>
    public AgentCommand? WaitForCommand(TimeSpan patience)
    {
        var startNs = Clock.NowNs;
        lock (_commands)
        {
            while (true)
            {
                HarnessGone.ThrowIfCancellationRequested();
                if (_commands.TryDequeue(out var command))
                {
                    return command;
                }

                if (_woken)
                {
                    _woken = false;
                    return null;
                }

                if (_unreadable is { } unreadable)
                {
                    throw unreadable;
                }

                // Rounded up: who counts time by his turns must not be a moment early in each.
                var leftMs = patience == Timeout.InfiniteTimeSpan ? Timeout.Infinite
                    : Math.Max(0, (int)Math.Ceiling(patience.TotalMilliseconds - ((Clock.NowNs - startNs) / 1e6)));
                if (leftMs == 0)
                {
                    return null;
                }

                Monitor.Wait(_commands, leftMs);
            }
        }
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
                    Take(AgentJson.ReadCommand(line));
                }
            }
        }
        catch (JsonException notACommand)
        {
            _unreadable = new AgentFailure($"a line on standard input is not a command: {notACommand.Message}",
                "write one JSON object a line, with its \"type\" one of start, timeline, begin, end, count, mark, plant, ping, finish", AgentFailure.Usage);
            WakeWaiting();
            return;
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            // The other end broke off: as good as closed.
        }

        Leave();
    }

    private void Take(AgentCommand command)
    {
        lock (_commands)
        {
            _commands.Enqueue(command);
            Monitor.PulseAll(_commands);
        }
    }

    private void WakeWaiting()
    {
        lock (_commands)
        {
            Monitor.PulseAll(_commands);
        }
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
