using System.Collections.Concurrent;
using System.Text.Json;
using TraceToll.Hosts;
using TraceToll.Protocol;

namespace TraceToll.Remote.Ssh;

/// <summary>A host that is reached over SSH, with the agent on it.</summary>
/// <param name="connection">The connection.</param>
/// <param name="cache">Where files are brought to.</param>
/// <param name="agentPath">The agent there.</param>
/// <param name="sudo">Whether agents are started with sudo.</param>
/// <param name="kernel">The boot id of its kernel.</param>
internal sealed class SshHost(SshConnection connection, HostCache cache, string agentPath, bool sudo, string kernel) : Host
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan KillPatience = TimeSpan.FromSeconds(8);

    private readonly ConcurrentQueue<string> _left = [];

    /// <summary>The agents that could not be ended, and why; empty when nothing is left.</summary>
    public IReadOnlyCollection<string> Left => _left;

    public override string Name => connection.Entry.Host.ToString();

    internal override string? Kernel => kernel;

    internal override string? RootRemedy => $"let {connection.Entry.Record} have \"sudo\": true, or log in as root";

    public override Task<string> BringAsync(string path, CancellationToken cancellationToken) => cache.BringAsync(path, cancellationToken);

    public override async Task<AgentProcess> StartAgentAsync(string role, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var command = $"{Sudo}{ShellText.Quote([agentPath, .. arguments])}";
        AgentProcess? agent = null;
        agent = new AgentProcess(role, async (writeInput, output, error, kill) =>
        {
            var killed = Task.CompletedTask;
            await using var killing = kill.Register(() => killed = KillAsync(role, agent!.ProcessId));
            var held = new HeldCommand(command, output);
            var exitCode = await connection.RunAsync(held.Text, (input, stop) => held.WriteAsync(input, writeInput, stop), held.Hear, error, kill);
            await killing.DisposeAsync();
            await killed;
            return held.ExitCode(exitCode);
        });
        try
        {
            await agent.ExpectAsync<Ready>(StartPatience, cancellationToken);
            return agent;
        }
        catch
        {
            await agent.DisposeAsync();
            throw;
        }
    }

    private string Sudo => sudo ? SudoCheck.Prefix : "";

    /// <summary>An agent says its failure as an event, sudo says its own in words.</summary>
    private static string Words(SshAnswer answer)
    {
        try
        {
            return AgentJson.ReadEvent(answer.Output is [.., var last] ? last : "") is Failed failed ? failed.Message : answer.Words;
        }
        catch (JsonException)
        {
            return answer.Words;
        }
    }

    /// <summary>SSH's own signal reaches neither what sudo started nor an SSH server that knows none.</summary>
    private async Task KillAsync(string role, int process)
    {
        if (process > 0)
        {
            try
            {
                var answer = await connection.AskAsync($"end process {process}", $"exec {Sudo}{ShellText.Quote([agentPath, "end", $"{process}"])}", input: null, KillPatience, CancellationToken.None);
                if (answer.ExitCode != 0)
                {
                    _left.Enqueue($"the {role} (process {process}) on {Name}: {Words(answer)}");
                }
            }
            catch (RigFailureException failure)
            {
                // With the connection the agent ends too.
                if (!connection.Lost.IsCompleted)
                {
                    _left.Enqueue($"the {role} (process {process}) on {Name}: {failure.Message}");
                }
            }
        }
    }
}
