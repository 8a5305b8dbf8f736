namespace TraceToll.Hosts;

/// <summary>
/// A place where processes can be started. All that touches a host is the agent, so a host is: bring a file there, start an
/// agent with its standard input and output.
/// </summary>
public abstract class Host
{
    /// <summary>What reports call it.</summary>
    public abstract string Name { get; }

    /// <summary>What lets agents be root there, which tracing takes; null where it is what lets this process be root.</summary>
    internal virtual string? RootRemedy => null;

    /// <summary>The boot id of its kernel: hosts of one kernel share its CPUs, and its tracers see the connections of all. Null: not known.</summary>
    internal virtual string? Kernel => null;

    /// <summary>Brings a file of this machine to the host.</summary>
    /// <returns>Its path on the host.</returns>
    public abstract Task<string> BringAsync(string path, CancellationToken cancellationToken);

    /// <summary>Starts an agent and waits for its first word.</summary>
    /// <param name="role">What messages call it, such as <c>sender</c>.</param>
    /// <param name="arguments">The agent's verb and options.</param>
    /// <param name="cancellationToken">Ends the agent.</param>
    /// <exception cref="RigFailureException">The agent cannot be started.</exception>
    public abstract Task<AgentProcess> StartAgentAsync(string role, IReadOnlyList<string> arguments, CancellationToken cancellationToken);
}
