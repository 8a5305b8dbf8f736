namespace TraceToll.Hosts;

/// <summary>
/// A sender host, a responder host, and the network between them: opened for a run, closed after it. Immutable; two of one name are equal, unless they know of more that tells them apart.
/// </summary>
public abstract class Testbed : IEquatable<Testbed>
{
    /// <param name="name">What reports, baselines and test rows call it, as <see cref="Parse"/> reads it: parameters included.</param>
    protected Testbed(string name) => Name = name;

    /// <summary>Both ends on this machine, over 127.0.0.1.</summary>
    public static Testbed Loopback { get; } = new LoopbackTestbed();

    /// <summary>What reports, baselines and test rows call it, parameters included.</summary>
    public string Name { get; }

    /// <summary>What TRACETOLL_REQUIRE calls what this testbed needs beside a tracer: <c>netns</c>, <c>netem</c>, <c>docker</c>, <c>ssh</c>; null: nothing.</summary>
    public virtual string? Requirement => null;

    /// <summary>What messages call it where it is one of several pairs: what tells it from the others, if anything does.</summary>
    internal virtual string Label => Name;

    /// <summary>
    /// The testbed of that name. Those of other packages are found when the package is referenced: <c>containers</c> is
    /// <c>TraceToll.Containers.ContainersTestbed</c>, <c>remote</c> is <c>TraceToll.Remote.RemoteTestbed</c>, each with a public static
    /// <c>Parse(string)</c> that takes the whole text. With <c>pairs=N</c> among its parameters it is a <see cref="FleetTestbed"/> of so many of it.
    /// </summary>
    /// <exception cref="FormatException">There is none, its package is not referenced, or a parameter is wrong.</exception>
    public static Testbed Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return KnownTestbeds.Parse(name);
    }

    /// <summary>For test rows, whose arguments are names: the same as <see cref="Parse"/>.</summary>
    public static explicit operator Testbed(string name) => Parse(name);

    /// <summary>Whether they are equal.</summary>
    public static bool operator ==(Testbed? left, Testbed? right) => Equals(left, right);

    /// <summary>Whether they are not equal.</summary>
    public static bool operator !=(Testbed? left, Testbed? right) => !Equals(left, right);

    /// <summary>
    /// What this machine lacks to open the testbed, and what mends it, in one sentence; null when nothing is missing. Quick, as it is asked
    /// for each row of a suite; nothing that is made to find out stays.
    /// </summary>
    public virtual Task<string?> MissingAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    /// <summary>
    /// Makes the hosts and the network ready for one run. An experiment holds the machine's lock of measuring meanwhile, so that no other run
    /// is under way here. What an earlier run left behind because it was killed is removed first.
    /// </summary>
    /// <param name="cancellationToken">Stops; what was made so far is removed.</param>
    /// <exception cref="RigFailureException">It cannot be opened; nothing of it is left.</exception>
    public abstract Task<OpenTestbed> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Whether both have one name; a testbed that is more than its name compares the rest too.</summary>
    public virtual bool Equals(Testbed? other) => other?.Name == Name;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Testbed);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
