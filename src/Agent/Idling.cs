using System.Runtime.Intrinsics.X86;

namespace TraceToll.Agent;

/// <summary>How the strategies are written, and what spinning ones do.</summary>
internal static class Idling
{
    public const string Names = "spin, pause, block and busy-poll";

    public static IdleStrategy? Parse(string text) => text switch
    {
        "spin" => IdleStrategy.Spin,
        "pause" => IdleStrategy.Pause,
        "block" => IdleStrategy.Block,
        "busy-poll" => IdleStrategy.BusyPoll,
        _ => null,
    };

    /// <summary>One pause instruction; where the CPU has none, as long as one.</summary>
    public static void Pause()
    {
        if (X86Base.IsSupported)
        {
            X86Base.Pause();
        }
        else
        {
            Thread.SpinWait(1);
        }
    }
}
