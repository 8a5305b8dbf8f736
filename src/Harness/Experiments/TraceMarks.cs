namespace TraceToll.Experiments;

/// <summary>The moments at which tracers say what they have done so far; the agent counts log lines between begin and end.</summary>
internal static class TraceMarks
{
    public const string Attached = "attached";
    public const string Begin = "begin";
    public const string End = "end";
}
