using System.Threading.Channels;
using TraceToll.Hosts;
using TraceToll.Protocol;

namespace TraceToll.Tests.Agents;

/// <summary>An agent's process without a process: the test says its lines and its exit code.</summary>
internal sealed class FakeAgent
{
    private readonly TaskCompletionSource<int> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();
    private Action<string> _output = null!;
    private Action<string> _error = null!;

    public FakeAgent(bool endsWithItsInput = true) => Agent = new AgentProcess("sender", async (writeInput, output, error, kill) =>
    {
        (_output, _error) = (output, error);
        using var input = new LineStream(line => _heard.Writer.TryWrite(line));
        await writeInput(input, kill);
        Heard.TrySetResult();
        if (endsWithItsInput)
        {
            _exit.TrySetResult(0);
        }

        await using var killed = kill.Register(() => _exit.TrySetResult(137));
        return await _exit.Task;
    });

    public AgentProcess Agent { get; }

    /// <summary>Completes when standard input was closed.</summary>
    public TaskCompletionSource Heard { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ValueTask<string> NextCommandAsync() => _heard.Reader.ReadAsync(Support.Patience.Limit());

    public void Say(AgentEvent agentEvent) => _output(AgentJson.ToLine(agentEvent));

    public void SayLine(string line) => _output(line);

    public void SayError(string line) => _error(line);

    public void Exit(int code) => _exit.TrySetResult(code);

    private sealed class LineStream(Action<string> take) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            take(System.Text.Encoding.UTF8.GetString(buffer.Span));
            return ValueTask.CompletedTask;
        }
    }
}
