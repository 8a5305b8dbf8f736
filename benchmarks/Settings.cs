namespace TraceToll.Benchmarks;

/// <param name="Cpus">Where the loops run.</param>
/// <param name="Seconds">How long each load is measured.</param>
internal sealed record Settings(Cpus Cpus, double Seconds);
