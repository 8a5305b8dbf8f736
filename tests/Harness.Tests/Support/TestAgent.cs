using System.Diagnostics;
using System.Globalization;
using TraceToll.Hosts;
using TraceToll.Protocol;

namespace TraceToll.Tests.Support;

/// <summary>
/// A real agent process with nothing of the harness between it and the test: raw lines, exit codes and standard error can be seen.
/// Killed when disposed, whatever state it is in.
/// </summary>
internal sealed class TestAgent : IAsyncDisposable
{
    public const string Token = "a-token";

    private readonly Process _process;
    private readonly Task<string> _error;

    private TestAgent(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    public static string Path => AgentBinary.Path;

    public static TestAgent Start(params string[] arguments) => StartBy(Path, arguments);

    /// <summary>Through a program that becomes the agent.</summary>
    public static TestAgent StartBy(string program, params string[] arguments) => new(Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!);

    /// <summary>A responder that has its token and says where it listens. It blocks instead of spinning: tests run side by side.</summary>
    public static async Task<(TestAgent Agent, int Port)> RespondAsync(string listen = "127.0.0.1:0", string idle = "block", long delayNs = 0)
    {
        var agent = Start("respond", "--listen", listen, "--idle", idle, "--planted-delay", delayNs.ToString(CultureInfo.InvariantCulture));
        agent.Say(new Start(Token));
        return (agent, (await agent.ExpectAsync<Listening>()).Port);
    }

    public int ProcessId => _process.Id;

    public void Say(AgentCommand command) => SayLine(AgentJson.ToLine(command));

    public void SayLine(string line)
    {
        _process.StandardInput.Write(line + "\n");
        _process.StandardInput.Flush();
    }

    public void CloseInput() => _process.StandardInput.Close();

    public void Kill() => _process.Kill();

    /// <summary>The next event; null when the agent has closed its standard output.</summary>
    public async Task<AgentEvent?> NextAsync() =>
        await _process.StandardOutput.ReadLineAsync(Patience.Limit()) is { } line ? AgentJson.ReadEvent(line) : null;

    /// <summary>The next event of that type; progress, and the word that it is ready, may come before.</summary>
    public async Task<T> ExpectAsync<T>()
        where T : AgentEvent
    {
        while (true)
        {
            switch (await NextAsync())
            {
                case T expected:
                    return expected;
                case Ready or LoadProgress:
                    break;
                case var other:
                    throw new InvalidOperationException($"{other?.ToString() ?? "the end"} came where {typeof(T).Name} had to come; {(other == null ? await _error : "")}");
            }
        }
    }

    /// <summary>Its failure, whatever it says before.</summary>
    public async Task<Failed> LastWordsAsync()
    {
        while (true)
        {
            switch (await NextAsync())
            {
                case Failed failed:
                    return failed;
                case null:
                    throw new InvalidOperationException($"the agent ended without a failure; {await _error}");
            }
        }
    }

    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync(Patience.Limit());
        return _process.ExitCode;
    }

    public async Task<(string Output, string Error)> WordsAsync() => (await _process.StandardOutput.ReadToEndAsync(Patience.Limit()), await _error);

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(Patience.Limit());
        _process.Dispose();
    }
}
