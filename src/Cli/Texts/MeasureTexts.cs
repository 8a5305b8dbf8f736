namespace TraceToll.Cli;

/// <summary>What help and the reference page say.</summary>
internal static class MeasureTexts
{
    public const string Scenario = "The load: market-data, or changed: market-data,rate=10000,bytes=1024,reply-every=10,idle=spin|pause|block|busy-poll; also bytes=N-N, reply-bytes=N, connections=N, sender-threads=N, burst=N with burst-spacing=TIME, timeline=FILE (see the command timeline) and priority=fifo:N; docs/load.md has all of it";

    public const string Testbed = "Where sender and responder run: loopback; namespaces (two of this machine's, also namespaces,delay=1ms,jitter=100us,loss=1%); containers (also containers,cpus=0-1,memory=256m); remote (the hosts of hosts.json, or of the file that TRACETOLL_HOSTS names). Several pairs at once: namespaces,pairs=8";

    public const string Modes = "What the tracer does: off, idle, log, script, planted (no tracer; see --planted-delay); off and off-again are always measured [default: off,idle,log]";

    public const string Script = "A bpftrace script of yours; adds the mode script";

    public const string ScriptArg = "An argument for the script, repeatable; {port} becomes the responder's port";

    public const string Side = "Which end of the connection is traced [default: sender]";

    public const string PlantedDelay = "Delay the load on purpose, in every mode but off and off-again: time for each message, such as 10us (0 to 1ms)";

    public const string PlantedSide = "Which end of the connection is delayed [default: responder]";

    public const string Plan = "quick (at most 90 s), origin (12 runs of 1,000,000 messages, over 10 min), or blocks=N,slice=SECONDS with limit=SECONDS, warm-up=SECONDS and seed=N, or runs=N,messages=N,warm-up-replies=N";

    public const string Command = "Runs the load with the tracer off, idle, logging everything, and off again; prints what it cost";

    public const string BudgetShape = "What tracing may add, such as p50=5us/5% (whichever is more), several with commas; 5us/5% is for mean, p50, p90 and p99. "
        + "idle:p50=5us/5% is for one mode, in place of those for all";

    public const string ExclusionShape = "Leave out blocks in which a slice had more steal (ms) or hiccups than this: steal=20, hiccups=5, or both";

    public const string Budget = $"{BudgetShape}. Measuring in blocks stops when the verdict is known";

    public const string Exclude = $"{ExclusionShape}. Blocks are measured again, up to twice as many as planned; runs of --plan origin are not";

    public const string Out = "The recording's folder [default: a new one in artifacts/tracetoll]";
}
