namespace TraceToll.Hosts;

/// <summary>Where the agent lies: in <c>agent/</c> beside this assembly, or where TRACETOLL_AGENT says.</summary>
internal static class AgentBinary
{
    public static string Path
    {
        get
        {
            var path = Environment.GetEnvironmentVariable("TRACETOLL_AGENT") is { Length: > 0 } chosen
                ? chosen
                : System.IO.Path.Combine(AppContext.BaseDirectory, "agent", "tracetoll-agent");
            return File.Exists(path)
                ? path
                : throw new RigFailureException($"there is no agent at {path}", "build the solution, or let TRACETOLL_AGENT name the file tracetoll-agent");
        }
    }
}
