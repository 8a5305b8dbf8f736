using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using TraceToll.Protocol;

namespace TraceToll.Hosts;

/// <summary>
/// A running agent, whatever host it is on. Events come in their order; the agent's failure or death ends every wait with a
/// <see cref="RigFailureException"/> that says what happened. Disposing closes the agent's standard input, which ends it.
/// </summary>
public sealed class AgentProcess : IAsyncDisposable
{
    private const int FirstSignalExitCode = 128;
    private static readonly TimeSpan ExitPatience = TimeSpan.FromSeconds(10);

    private readonly Channel<string> _commands = Channel.CreateUnbounded<string>();
    private readonly Channel<AgentEvent> _events = Channel.CreateUnbounded<AgentEvent>();
    private readonly TaskCompletionSource<RigFailureException> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _kill = new();
    private readonly List<string> _errorLines = [];
    private readonly Task _watch;
    private RigFailureException? _end;

    /// <summary>For hosts: starts an agent through <paramref name="run"/>.</summary>
    /// <param name="role">What messages call the agent.</param>
    /// <param name="run">Starts the process and completes with its exit code when it has ended.</param>
    public AgentProcess(string role, RunAgent run)
    {
        ArgumentNullException.ThrowIfNull(run);
        Role = role;
        _watch = WatchAsync(run);
    }

    /// <summary>What messages call this agent.</summary>
    public string Role { get; }

    /// <summary>The agent's process id on its host; 0 before it has said so.</summary>
    public int ProcessId { get; private set; }

    /// <summary>How the agent was built; empty before it has said so.</summary>
    public string Build { get; private set; } = "";

    /// <summary>Completes when the agent has failed or died; never when it ended with its work done.</summary>
    public Task<RigFailureException> Failure => _failed.Task;

    /// <summary>Completes when the agent's process has ended, however it did.</summary>
    internal Task Ended => _watch;

    /// <summary>Called for every <see cref="LoadProgress"/>, on a pool thread.</summary>
    public Action<LoadProgress>? OnProgress { get; set; }

    /// <summary>Writes a command.</summary>
    public void Say(AgentCommand command) => _commands.Writer.TryWrite(AgentJson.ToLine(command));

    /// <summary>Waits for the next event, which has to be a <typeparamref name="T"/>.</summary>
    /// <exception cref="RigFailureException">The agent failed, died, said something else, or nothing in time.</exception>
    public async Task<T> ExpectAsync<T>(TimeSpan patience, CancellationToken cancellationToken)
        where T : AgentEvent
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            var next = await _events.Reader.ReadAsync(limit.Token);
            return next as T ?? throw new RigFailureException(
                $"the {Role} said {next.GetType().Name} where {typeof(T).Name} had to come", "use agents and harness of the same version");
        }
        catch (ChannelClosedException)
        {
            // Both are set before the channel is closed. Waiting for the process would wait for an agent that babbles on.
            throw Failure.IsCompleted ? await Failure : _end!;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RigFailureException(
                string.Create(CultureInfo.InvariantCulture, $"the {Role} did not say {typeof(T).Name} within {patience.TotalSeconds:0.#} s"),
                "look whether its host is overloaded, stopped or out of reach");
        }
    }

    /// <summary>Closes the agent's standard input and waits until it has ended; kills it when it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        // Only the first call can complete it.
        if (_commands.Writer.TryComplete())
        {
            _kill.CancelAfter(ExitPatience);
            await _watch;
            _kill.Dispose();
        }

        await _watch;
    }

    private async Task WatchAsync(RunAgent run)
    {
        try
        {
            var exitCode = await run(WriteCommandsAsync, Hear, line => _errorLines.Add(line), _kill.Token);
            _end = Explain(exitCode);
            if (exitCode != 0)
            {
                _failed.TrySetResult(_end);
            }
        }
        catch (Exception notStarted) when (notStarted is not OutOfMemoryException)
        {
            _end = notStarted as RigFailureException
                ?? new RigFailureException($"the {Role} could not be run: {notStarted.Message}", "run 'tracetoll doctor'");
            _failed.TrySetResult(_end);
        }

        _events.Writer.TryComplete();
    }

    private async Task WriteCommandsAsync(Stream input, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(input, leaveOpen: true) { NewLine = "\n", AutoFlush = true };
        await foreach (var line in _commands.Reader.ReadAllAsync(cancellationToken))
        {
            await writer.WriteLineAsync(line.AsMemory(), cancellationToken);
        }
    }

    private void Hear(string line)
    {
        try
        {
            switch (AgentJson.ReadEvent(line))
            {
                case LoadProgress progress:
                    OnProgress?.Invoke(progress);
                    break;
                case Failed failed:
                    _failed.TrySetResult(new RigFailureException($"the {Role} failed: {failed.Message}", failed.Remedy));
                    _events.Writer.TryComplete();
                    break;
                case Ready ready:
                    ProcessId = ready.ProcessId;
                    Build = ready.Build;
                    _events.Writer.TryWrite(ready);
                    break;
                case var other:
                    _events.Writer.TryWrite(other);
                    break;
            }
        }
        catch (JsonException garbage)
        {
            _failed.TrySetResult(new RigFailureException($"the {Role} said what is no event: {garbage.Message}", "use agents and harness of the same version"));
            _events.Writer.TryComplete();
        }
    }

    private RigFailureException Explain(int exitCode)
    {
        var words = _errorLines.Count > 0 ? $": {string.Join(" ", _errorLines.TakeLast(5))}" : "";
        return exitCode > FirstSignalExitCode
            ? new RigFailureException($"the {Role} (process {ProcessId}) was killed by signal {exitCode - FirstSignalExitCode}{words}",
                "find out who killed it (a person, the kernel out of memory: 'dmesg'), and measure again")
            {
                IsKill = true,
            }
            : new RigFailureException($"the {Role} (process {ProcessId}) ended with exit code {exitCode} before its work was done{words}",
                "look at its last words, and measure again");
    }
}
