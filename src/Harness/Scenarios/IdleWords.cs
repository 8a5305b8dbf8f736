namespace TraceToll.Scenarios;

/// <summary>Idle strategies as scenarios, agents and reports write them.</summary>
internal static class IdleWords
{
    public static string ToText(this IdleStrategy idle) => idle == IdleStrategy.BusyPoll ? "busy-poll" : $"{idle}".ToLowerInvariant();

    /// <summary>Whether a loop takes all of its CPU.</summary>
    public static bool Spins(this IdleStrategy idle) => idle is IdleStrategy.Spin or IdleStrategy.Pause or IdleStrategy.BusyPoll;

    /// <summary>The strategy of this name, in any case; null when there is none.</summary>
    public static IdleStrategy? Parse(string text) =>
        Enum.GetValues<IdleStrategy>().Select(idle => (IdleStrategy?)idle).FirstOrDefault(idle => idle!.Value.ToText().Equals(text, StringComparison.OrdinalIgnoreCase));
}
