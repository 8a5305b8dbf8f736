using TraceToll.Hosts;

namespace TraceToll.Tests.Testbeds;

/// <summary>A host on which agents for facts start, and those of a role do not.</summary>
internal sealed class DeadHost(string deadRole) : Host
{
    private readonly LocalHost _machine = new();

    public override string Name => "a dead host";

    public override Task<string> BringAsync(string path, CancellationToken cancellationToken) => _machine.BringAsync(path, cancellationToken);

    public override Task<AgentProcess> StartAgentAsync(string role, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        role != deadRole ? _machine.StartAgentAsync(role, arguments, cancellationToken)
            : _machine.StartAgentAsync(role, ["respond", "--listen", "nowhere"], cancellationToken);
}
