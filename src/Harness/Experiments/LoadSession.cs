using System.Globalization;
using System.Security.Cryptography;
using TraceToll.Hosts;
using TraceToll.Protocol;
using TraceToll.Scenarios;
using TraceToll.Tracing;

namespace TraceToll.Experiments;

/// <summary>A responder and, over time, its senders. Every wait ends at once when any of the agents fails, with the root of it.</summary>
internal sealed class LoadSession : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // How long the death of one agent may take to show in the others: a sender notices a killed responder first.
    private static readonly TimeSpan Aftermath = TimeSpan.FromMilliseconds(500);

    // How long a message of a timeline may take to its agent: 5,000,000 of them are 80 MB.
    private static readonly TimeSpan TimePerMessage = TimeSpan.FromMicroseconds(20);

    // One after the other, two round trips each.
    private static readonly TimeSpan TimePerConnection = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan FaultPatience = TimeSpan.FromSeconds(3);

    /// <summary>Longer than the longest plan: the end of an agent whose harness is stuck, not of one that works. Seconds.</summary>
    public const string Lifetime = "86400";

    private readonly RunContext _context;
    private readonly string _token = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
    private readonly List<AgentProcess> _agents = [];
    private readonly AgentProcess _responder;
    private readonly TimelineFile? _timeline;
    private SilenceWatch? _silence;

    private LoadSession(RunContext context, AgentProcess responder, TimelineFile? timeline)
    {
        _context = context;
        _responder = responder;
        _timeline = timeline;
        _agents.Add(responder);
    }

    public int Port { get; private set; }

    public static async Task<LoadSession> StartAsync(RunContext context, CancellationToken cancellationToken)
    {
        var testbed = context.Testbed;
        var scenario = context.Experiment.Scenario;
        var timeline = SenderLoad.ReadTimeline(scenario);
        context.Teller.Tell("starting the responder");
        var responder = await testbed.Responder.StartAgentAsync("responder",
        [
            "respond", "--lifetime", Lifetime, "--listen", new System.Net.IPEndPoint(testbed.ResponderAddress, 0).ToString(), "--priority", scenario.PriorityText(),
            .. context.Placement.ResponderOptions,
        ], cancellationToken);
        var session = new LoadSession(context, responder, timeline);
        try
        {
            responder.Say(new Start(session._token));
            var listening = await session.ExpectAsync<Listening>(responder, cancellationToken);
            session.Port = listening.Port;
            context.Teller.Note($"responder on {testbed.Responder.Name}: process {responder.ProcessId}, agent {responder.Build}, listens on port {listening.Port}, {string.Join(' ', context.Placement.ResponderOptions)}");
            context.Writer.Note(manifest => manifest with { AgentBuild = responder.Build, MemoryLocked = listening.MemoryLocked });
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Connects a sender; it sends until it is told to finish, or until its messages are sent.</summary>
    public async Task<AgentProcess> StartSenderAsync(long messages, long warmUpReplies, CancellationToken cancellationToken)
    {
        var scenario = _context.Experiment.Scenario;
        var testbed = _context.Testbed;
        var sender = await testbed.Sender.StartAgentAsync("sender",
        [
            "send", "--lifetime", Lifetime, "--to", new System.Net.IPEndPoint(testbed.ResponderAddress, Port).ToString(),
            "--messages", Text(messages), "--warm-up-replies", Text(warmUpReplies), .. SenderLoad.Options(scenario), .. _context.Placement.SenderOptions,
        ], cancellationToken);
        _agents.Add(sender);
        sender.OnProgress = progress =>
        {
            _silence?.Heard();
            _context.Teller.Tell(progress);
        };
        sender.Say(new Start(_token));
        foreach (var part in _timeline == null ? [] : SenderLoad.Parts(_timeline))
        {
            sender.Say(part);
        }

        var patience = Patience + (TimePerMessage * (_timeline?.Messages.Count ?? 0)) + (TimePerConnection * scenario.Connections);
        var connected = await ExpectAsync<Connected>(sender, patience, cancellationToken);
        _context.Teller.Note($"sender on {testbed.Sender.Name}: process {sender.ProcessId}, connected to port {Port}, {string.Join(' ', [.. SenderLoad.Options(scenario), .. _context.Placement.SenderOptions])}");
        // One agent that could not is enough.
        _context.Writer.Note(manifest => manifest with { MemoryLocked = connected.MemoryLocked && manifest.MemoryLocked != false });
        // Connecting has a limit of its own.
        _silence = new SilenceWatch(sender);
        return sender;
    }

    /// <summary>From now on the ends that the experiment names spin so long for each message.</summary>
    /// <param name="delayNs">How long; 0 takes the delay away.</param>
    /// <param name="sender">The sender; null where it has ended.</param>
    public void Plant(long delayNs, AgentProcess? sender)
    {
        var plant = new Plant(delayNs);
        if (_context.Experiment.PlantedSide != TracedSide.Sender)
        {
            _responder.Say(plant);
        }

        if (_context.Experiment.PlantedSide != TracedSide.Responder)
        {
            sender?.Say(plant);
        }
    }

    /// <summary>Lets an agent that somebody else started count among those whose failure ends every wait.</summary>
    public void Watch(AgentProcess agent) => _agents.Add(agent);

    public async Task EndAsync(AgentProcess agent)
    {
        _agents.Remove(agent);
        await agent.DisposeAsync();
    }

    public Task<T> ExpectAsync<T>(AgentProcess agent, CancellationToken cancellationToken)
        where T : AgentEvent => ExpectAsync<T>(agent, Patience, cancellationToken);

    public async Task<T> ExpectAsync<T>(AgentProcess agent, TimeSpan patience, CancellationToken cancellationToken)
        where T : AgentEvent
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var expected = agent.ExpectAsync<T>(patience, waiting.Token);
        var first = await Task.WhenAny([expected, .. Failures(except: agent)]);
        if (first == expected && expected.IsCompletedSuccessfully)
        {
            return await expected;
        }

        await waiting.CancelAsync();
        try
        {
            await expected;
        }
        catch (RigFailureException own)
        {
            throw await RootCauseAsync(own);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
        }

        throw await RootCauseAsync(null);
    }

    /// <summary>Lets time pass under load; ends early when an agent fails.</summary>
    public Task PassAsync(TimeSpan time, CancellationToken cancellationToken) => PassAsync(Task.Delay(time, cancellationToken));

    /// <summary>The same, until something else is done.</summary>
    public async Task PassAsync(Task done)
    {
        if (await Task.WhenAny([done, .. Failures()]) == done)
        {
            await done;
            return;
        }

        throw await RootCauseAsync(null);
    }

    public async Task<RespondTotals> FinishAsync(CancellationToken cancellationToken)
    {
        _responder.Say(new Finish());
        return await ExpectAsync<RespondTotals>(_responder, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        // All at once: each may take a moment to end what it has started.
        await Task.WhenAll(_agents.Select(agent => agent.DisposeAsync().AsTask()));
    }

    private IEnumerable<Task<RigFailureException>> Failures(AgentProcess? except = null)
    {
        var failures = _agents.Where(agent => agent != except).Select(agent => agent.Failure);
        return _silence == null ? failures : failures.Append(_silence.Failure);
    }

    private async Task<RigFailureException> RootCauseAsync(RigFailureException? own)
    {
        await Task.Delay(Aftermath);
        if (await FindFaultAsync() is { } fault)
        {
            return fault;
        }

        List<RigFailureException> failures = [.. Failures().Where(failure => failure.IsCompleted).Select(failure => failure.Result)];
        return failures.Find(failure => failure.IsKill)
            ?? own ?? failures.FirstOrDefault()
            ?? new RigFailureException("an agent ended for no reason that it told", "measure again");
    }

    private async Task<RigFailureException?> FindFaultAsync()
    {
        using var limit = new CancellationTokenSource(FaultPatience);
        try
        {
            return await _context.Testbed.FindFaultAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
