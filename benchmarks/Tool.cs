namespace TraceToll.Benchmarks;

/// <summary>A program that a side of a row takes.</summary>
/// <param name="Name">The program.</param>
/// <param name="Path">Where it has to be; null: in a folder of PATH.</param>
/// <param name="Package">What brings it.</param>
internal sealed record Tool(string Name, string Package, string? Path = null)
{
    public static readonly Tool Sockperf = new("sockperf", "sockperf");

    public static readonly Tool Iperf3 = new("iperf3", "iperf3");

    /// <summary>Compiled by <c>benchmarks/run</c>, where there is a compiler.</summary>
    public static readonly Tool Floor = new("the floor's compiler", "gcc libc6-dev", System.IO.Path.GetFullPath("artifacts/benchmarks/floor"));

    public string File => Path ?? Name;

    /// <summary>Why the row is skipped, one sentence; null where the tool is there.</summary>
    public string? Missing
    {
        get
        {
            var there = Path != null
                ? System.IO.File.Exists(Path)
                : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => System.IO.File.Exists(System.IO.Path.Combine(folder, Name)));
            return there ? null : $"{Name} is missing (sudo apt-get install -y {Package})";
        }
    }
}
