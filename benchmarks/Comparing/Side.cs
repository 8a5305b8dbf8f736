namespace TraceToll.Benchmarks;

/// <summary>One of the two that are measured in turn.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Needs">The program that it takes; null: none that may be missing.</param>
/// <param name="RunAsync">One run of it.</param>
internal sealed record Side(string Name, Tool? Needs, Func<Settings, CancellationToken, Task<Figures>> RunAsync);
