namespace TraceToll.Agent.Native;

/// <summary>How many files, and so sockets, the agent may have open.</summary>
internal static unsafe class OpenFiles
{
    private const int Resource = 7;

    /// <summary>As many as it may allow itself: many shells allow 1,024, which a thousand connections go beyond.</summary>
    public static void RaiseLimit()
    {
        // The limit that holds, and the one up to which it may be raised.
        var limits = stackalloc ulong[2];
        if (Libc.GetLimit(Resource, limits) == 0)
        {
            limits[0] = limits[1];
            _ = Libc.SetLimit(Resource, limits);
        }
    }
}
