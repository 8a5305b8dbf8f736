namespace TraceToll.Hosts;

/// <summary>How a host runs an agent: its standard input, its lines, its end.</summary>
/// <param name="writeInput">Writes commands to the agent's standard input; the input has to be closed when this completes.</param>
/// <param name="output">Takes each line of standard output.</param>
/// <param name="error">Takes each line of standard error.</param>
/// <param name="kill">When cancelled: kill the agent at once.</param>
/// <returns>The exit code; 128 + n where signal n killed it.</returns>
public delegate Task<int> RunAgent(
    Func<Stream, CancellationToken, Task> writeInput, Action<string> output, Action<string> error, CancellationToken kill);
