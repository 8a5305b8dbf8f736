namespace TraceToll;

/// <summary>
/// The rig, a host or the tracer failed: what was being measured is invalid. The message says what failed, with values;
/// <see cref="Remedy"/> says what to do.
/// </summary>
/// <param name="message">What failed.</param>
/// <param name="remedy">What to do about it.</param>
public sealed class RigFailureException(string message, string remedy) : Exception(message)
{
    /// <summary>What to do about it, one sentence.</summary>
    public string Remedy { get; } = remedy;

    /// <summary>Whether a process was killed: others that complain at the same time complain of that.</summary>
    internal bool IsKill { get; init; }

    /// <summary>The same, said of a part of the rig.</summary>
    internal RigFailureException Of(string part) => new($"{part}: {Message}", Remedy) { IsKill = IsKill };
}
