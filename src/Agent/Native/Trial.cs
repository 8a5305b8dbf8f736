using System.Runtime.InteropServices;

namespace TraceToll.Agent.Native;

/// <summary>Tries on a thread that is then thrown away what a measuring thread will do to itself.</summary>
internal static class Trial
{
    /// <exception cref="AgentFailure">It cannot be done; the system's reason follows <paramref name="what"/>.</exception>
    public static void Require(Func<bool> attempt, string what, string remedy, int exitCode)
    {
        var reason = "";
        var trial = new Thread(() => reason = attempt() ? "" : Marshal.GetLastPInvokeErrorMessage());
        trial.Start();
        trial.Join();
        if (reason.Length > 0)
        {
            throw new AgentFailure($"{what}: {reason}", remedy, exitCode);
        }
    }
}
