using System.Collections.Concurrent;
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
    private readonly BlockingCollection<AgentCommand> _commands = [];
    private readonly CancellationTokenSource _gone;
    private readonly TextReader _input;
    private readonly TextWriter _output;
    private readonly Lock _outputLock = new();
    private readonly PosixSignalRegistration[] _signals;
    private volatile AgentFailure? _unreadable;

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

    /// <summary>The next command, or null when none came in time.</summary>
    /// <exception cref="OperationCanceledException">The harness is gone, or the lifetime is over.</exception>
    /// <exception cref="AgentFailure">A line was not a command.</exception>
    public AgentCommand? WaitForCommand(TimeSpan patience)
    {
        if (_commands.TryTake(out var command, (int)patience.TotalMilliseconds, HarnessGone))
        {
            return command;
        }

        return _unreadable is { } unreadable ? throw unreadable : null;
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
                    _commands.Add(AgentJson.ReadCommand(line));
                }
            }
        }
        catch (JsonException notACommand)
        {
            _unreadable = new AgentFailure($"a line on standard input is not a command: {notACommand.Message}",
                "write one JSON object a line, with its \"type\" one of start, timeline, begin, end, count, mark, plant, ping, finish", AgentFailure.Usage);
            _commands.CompleteAdding();
            return;
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
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
