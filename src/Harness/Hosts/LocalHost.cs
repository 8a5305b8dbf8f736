using CliWrap;
using TraceToll.Protocol;

namespace TraceToll.Hosts;

/// <summary>This machine.</summary>
public sealed class LocalHost : Host
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public override string Name => "this machine";

    /// <summary>The boot id of this machine's kernel.</summary>
    internal static string ThisKernel { get; } = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

    /// <inheritdoc/>
    internal override string? Kernel => ThisKernel;

    /// <inheritdoc/>
    public override Task<string> BringAsync(string path, CancellationToken cancellationToken) => Task.FromResult(Path.GetFullPath(path));

    /// <inheritdoc/>
    public override Task<AgentProcess> StartAgentAsync(string role, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        StartAsync(role, AgentBinary.Path, arguments, cancellationToken);

    /// <summary>There is one such machine.</summary>
    public override bool Equals(object? obj) => obj is LocalHost;

    /// <inheritdoc/>
    public override int GetHashCode() => typeof(LocalHost).GetHashCode();

    /// <summary>Starts a process of this machine that is, or becomes, an agent.</summary>
    internal static async Task<AgentProcess> StartAsync(string role, string path, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var agent = new AgentProcess(role, async (writeInput, output, error, kill) =>
        {
            var result = await Cli.Wrap(path)
                .WithArguments(arguments)
                .WithStandardInputPipe(PipeSource.Create(writeInput))
                .WithStandardOutputPipe(PipeTarget.ToDelegate(output))
                .WithStandardErrorPipe(PipeTarget.ToDelegate(error))
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(kill);
            return result.ExitCode;
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
}
