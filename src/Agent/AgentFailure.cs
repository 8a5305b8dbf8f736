namespace TraceToll.Agent;

/// <summary>Something the agent cannot go on from. The message has the values, the remedy what to do.</summary>
internal sealed class AgentFailure(string message, string remedy, int exitCode = AgentFailure.Rig) : Exception(message)
{
    public const int Usage = 2;
    public const int Rig = 3;

    public string Remedy { get; } = remedy;

    public int ExitCode { get; } = exitCode;
}
