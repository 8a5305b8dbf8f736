using System.Collections.Concurrent;
using System.Globalization;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace TraceToll.Containers;

/// <summary>
/// What happens to our containers behind our back, as the engine tells it: nothing has to be asked for while a load is measured.
/// </summary>
internal sealed class EngineWatch : IAsyncDisposable
{
    private const int FirstSignalExitCode = 128;
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(3);

    private readonly Engine _engine;
    private readonly string _ours;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, RigFailureException> _faults = [];
    private readonly ConcurrentDictionary<string, bool> _ignored = [];
    private readonly TaskCompletionSource<RigFailureException> _paused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _listening;

    /// <param name="engine">The engine.</param>
    /// <param name="ours">What the names of our containers begin with; others of this process belong to other pairs of a fleet.</param>
    public EngineWatch(Engine engine, string ours)
    {
        (_engine, _ours) = (engine, ours);
        _listening = ListenAsync();
    }

    /// <summary>Completes when one of our containers is paused, which does not end it.</summary>
    public Task<RigFailureException> Paused => _paused.Task;

    /// <summary>From now on nothing that happens to this container is a fault: we end it.</summary>
    public void Ignore(string id) => _ignored.TryAdd(id, true);

    /// <summary>What has happened; null where nothing has, as far as the engine can be asked.</summary>
    public async Task<RigFailureException?> FindFaultAsync(CancellationToken cancellationToken)
    {
        try
        {
            // The answer comes after the events before it.
            await _engine.AskAsync("answer", AnswerPatience, limit => _engine.Client.System.PingAsync(limit), cancellationToken);
        }
        catch (RigFailureException gone)
        {
            return new RigFailureException($"the engine failed in the middle of the run: {gone.Message}", gone.Remedy);
        }

        return _faults.Values.FirstOrDefault();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _listening;
        _end.Dispose();
    }

    private async Task ListenAsync()
    {
        var ours = new ContainerEventsParameters
        {
            Filters = new Dictionary<string, IDictionary<string, bool>>
            {
                ["type"] = new Dictionary<string, bool> { ["container"] = true },
                ["event"] = new Dictionary<string, bool> { ["pause"] = true, ["die"] = true, ["oom"] = true },
                ["label"] = new Dictionary<string, bool> { [$"{Owner.Label}={Owner.Me.Labels[Owner.Label]}"] = true },
            },
        };
        try
        {
            await _engine.Client.System.MonitorEventsAsync(ours, new Listener(this), _end.Token);
        }
        catch (Exception over) when (over is OperationCanceledException or HttpRequestException or IOException or DockerApiException or System.Net.Sockets.SocketException)
        {
            // We are done, or the engine is: whoever is attached to a container notices that.
        }
    }

    private void Hear(Message message)
    {
        if (_ignored.ContainsKey(message.Actor.ID))
        {
            return;
        }

        var container = message.Actor.Attributes.TryGetValue("name", out var name) ? name : message.Actor.ID;
        if (name != null && !name.StartsWith(_ours, StringComparison.Ordinal))
        {
            return;
        }

        switch (message.Action)
        {
            case "pause":
                _paused.TrySetResult(Note(message.Actor.ID, $"the container {container} was paused", "find out who did ('docker events'), and measure again"));
                break;
            case "oom":
                Note(message.Actor.ID, $"the container {container} ran out of its memory", "allow it more ('memory=...' of the testbed), and measure again");
                break;
            case "die" when Signal(message) is { } signal:
                Note(message.Actor.ID, $"the container {container} was killed by signal {signal}", "find out who killed it ('docker events', 'dmesg'), and measure again");
                break;
        }
    }

    private RigFailureException Note(string id, string message, string remedy) => _faults.GetOrAdd(id, new RigFailureException(message, remedy) { IsKill = true });

    private static int? Signal(Message message) =>
        message.Actor.Attributes.TryGetValue("exitCode", out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            && code > FirstSignalExitCode ? code - FirstSignalExitCode : null;

    private sealed class Listener(EngineWatch watch) : IProgress<Message>
    {
        public void Report(Message value) => watch.Hear(value);
    }
}
