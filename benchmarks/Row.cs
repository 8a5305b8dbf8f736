namespace TraceToll.Benchmarks;

/// <summary>One line of work: two sides in turn, or one, and what is asked of their figures.</summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="Ours">Ours; of a system call, the side with it.</param>
/// <param name="Peer">What it is held against; null: a number.</param>
/// <param name="Questions">What is asked.</param>
internal sealed partial record Row(string Name, Side Ours, Side? Peer, params IReadOnlyList<Question> Questions)
{
    /// <summary>The name of all rows that try a system call on the floor. They decide how loops are built, and are no rows of every run.</summary>
    public const string Syscalls = "syscalls";

    public bool IsSyscall { get; init; }

    public static IReadOnlyList<Row> All { get; } = [.. Loads(), .. Trials()];

    private static Side Agent(Load load, Func<Measured, Figures> read, string name = "ours") =>
        new(name, null, async (settings, cancellationToken) => read(RequireWhole(await AgentLoad.RunAsync(load, settings, cancellationToken))));

    private static Side Floor(Load load, Func<Measured, Figures> read) =>
        new("floor", Tool.Floor, async (settings, cancellationToken) => read(RequireWhole(await FloorLoad.RunAsync(load, settings, null, cancellationToken))));

    private static Measured RequireWhole(Measured measured) => measured.Whole
        ? measured
        : throw new RigFailureException("a reply did not come, came out of order, or was not measured", "measure again, with less beside it");
}
