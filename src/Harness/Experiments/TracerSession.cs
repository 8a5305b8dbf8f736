using System.Diagnostics;
using TraceToll.Hosts;
using TraceToll.Protocol;
using TraceToll.Recordings;
using TraceToll.Tracing;

namespace TraceToll.Experiments;

/// <summary>The tracers of one slice.</summary>
internal sealed class TracerSession
{
    private static readonly TimeSpan AttachPatience = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan DetachPatience = TimeSpan.FromSeconds(60);

    private readonly LoadSession _load;
    private readonly List<Tracer> _tracers = [];
    private readonly Dictionary<string, long> _markedAt = [];

    private TracerSession(LoadSession load) => _load = load;

    public static async Task<TracerSession> AttachAsync(RunContext context, LoadSession load, TracingMode mode, SliceUse use, CancellationToken cancellationToken)
    {
        var session = new TracerSession(load);
        if (!mode.IsTraced)
        {
            return session;
        }

        foreach (var (host, side) in TracerPlaces.Of(context.Testbed, context.Experiment.Side))
        {
            var started = Stopwatch.GetTimestamp();
            var agent = await StartAsync(context, load, mode, use, host, side, cancellationToken);
            var attached = await load.ExpectAsync<TracerAttached>(agent, AttachPatience, cancellationToken);
            session._tracers.Add(new Tracer(agent, host, side, attached, UnixNow()));
            context.Teller.Note($"attached in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.00} s on {host.Name}: process {agent.ProcessId} runs bpftrace {string.Join(' ', [Path.GetFileName(mode.ScriptPath ?? context.Probe!.Path), .. Arguments(mode, load, side)])}");
        }

        return session;
    }

    /// <summary>Lets the kernel count program runs, or not.</summary>
    public void CountRuns(bool on) => _tracers.ForEach(tracer => tracer.Agent.Say(new CountRuns(on)));

    /// <summary>Notes the tracers' counts as they are now.</summary>
    public async Task MarkAsync(string name, CancellationToken cancellationToken)
    {
        _tracers.ForEach(tracer => tracer.Agent.Say(new Mark(name)));
        foreach (var tracer in _tracers)
        {
            tracer.Marks[name] = await _load.ExpectAsync<TracerMarked>(tracer.Agent, cancellationToken);
        }

        _markedAt[name] = Stopwatch.GetTimestamp();
    }

    public async Task<IReadOnlyList<TracerEvidence>> DetachAsync(CancellationToken cancellationToken)
    {
        List<TracerEvidence> evidence = [];
        var marked = Stopwatch.GetElapsedTime(_markedAt[TraceMarks.Begin], _markedAt[TraceMarks.End]);
        _tracers.ForEach(tracer => tracer.Agent.Say(new Finish()));
        foreach (var tracer in _tracers)
        {
            var detached = await _load.ExpectAsync<TracerDetached>(tracer.Agent, DetachPatience, cancellationToken);
            var detachedAt = UnixNow();
            await _load.EndAsync(tracer.Agent);
            evidence.Add(tracer.Evidence(detached, marked) with { DetachedUnixNs = detachedAt });
        }

        return evidence;
    }

    private static async Task<AgentProcess> StartAsync(
        RunContext context, LoadSession load, TracingMode mode, SliceUse use, Host host, TracedSide side, CancellationToken cancellationToken)
    {
        var script = await host.BringAsync(mode.ScriptPath ?? context.Probe!.Path, cancellationToken);
        IReadOnlyList<string> form = mode.Kind == TracingKind.Script ? [] : ["--line-pattern", Probe.LinePattern];
        IReadOnlyList<string> counting = use == SliceUse.Counted ? ["--count-runs"] : [];
        var role = host is LocalHost ? "tracer" : $"tracer on {host.Name}";
        var agent = await host.StartAgentAsync(role, ["trace", "--lifetime", LoadSession.Lifetime, "--script", script, .. form, .. counting, "--", .. Arguments(mode, load, side)], cancellationToken);
        load.Watch(agent);
        return agent;
    }

    private static IEnumerable<string> Arguments(TracingMode mode, LoadSession load, TracedSide side) => mode.Kind == TracingKind.Script
        ? mode.ScriptArguments.Select(argument => argument.Replace("{port}", $"{load.Port}", StringComparison.Ordinal))
        : Probe.Arguments(mode.Kind, load.Port, side);

    private static long UnixNow() => (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;

    private sealed record Tracer(AgentProcess Agent, Host Host, TracedSide Side, TracerAttached Attached, long AttachedUnixNs)
    {
        public Dictionary<string, TracerMarked> Marks { get; } = [];

        public TracerEvidence Evidence(TracerDetached detached, TimeSpan marked) => new()
        {
            Host = Host.Name,
            Side = $"{Side}".ToLowerInvariant(),
            Attached = Attached,
            AttachedUnixNs = AttachedUnixNs,
            RunsBefore = Runs(TraceMarks.Begin) - Runs(TraceMarks.Attached),
            RunsAfter = detached.Programs.Sum(program => program.RunCount) - Runs(TraceMarks.Begin),
            MarkedNs = (long)marked.TotalNanoseconds,
            CpuMs = Marks[TraceMarks.End].CpuMs - Marks[TraceMarks.Begin].CpuMs,
            LogBytes = Marks[TraceMarks.End].LogBytes - Marks[TraceMarks.Begin].LogBytes,
            Detached = detached,
        };

        private long Runs(string mark) => Marks[mark].Programs.Sum(program => program.RunCount);
    }
}
