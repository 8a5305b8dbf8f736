using TraceToll.Scenarios;

namespace TraceToll.Tests.Remote;

/// <summary>A load that a busy machine can hold: what is tested is what goes on around it.</summary>
internal static class Calm
{
    public static Scenario Load { get; } = Scenario.MarketData with { Name = "calm", MessagesPerSecond = 2_000, ReplyEvery = 10, Idle = IdleStrategy.Block };
}
