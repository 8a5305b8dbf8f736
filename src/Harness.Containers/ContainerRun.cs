using Docker.DotNet.Models;

namespace TraceToll.Containers;

/// <summary>One container from its creation to its removal, as <see cref="Hosts.RunAgent"/> has it.</summary>
internal sealed class ContainerRun(Engine engine, EngineWatch watch, AgentContainer container, string name)
{
    private const int KilledExitCode = 128 + 9;
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _removed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ContainedProcess? _process;

    /// <summary>Completes when the container is removed, or cannot be.</summary>
    public Task Removed => _removed.Task;

    /// <summary>The container's process, where the engine is gone and it could not be ended otherwise.</summary>
    public int? StillRunning { get; private set; }

    public async Task<int> RunAsync(
        Func<Stream, CancellationToken, Task> writeInput, Action<string> output, Action<string> error, CancellationToken kill)
    {
        try
        {
            await engine.AskAsync($"start the container {name}", StartPatience, container.StartAsync, kill);
            _process = await ContainedProcess.FindAsync(engine, container.Id, Patience, kill);
            var talk = AttachedTalk.RunAsync(container.Attached!, writeInput, output, error);
            var killed = KillAsync(kill);
            var first = await Task.WhenAny(talk, watch.Paused, killed);
            return first == watch.Paused ? throw await watch.Paused : first == killed ? await killed : await ExitCodeAsync();
        }
        finally
        {
            // Beside what follows: how it ended should be known at once.
            _ = RemoveAsync();
        }
    }

    private async Task<int> ExitCodeAsync()
    {
        try
        {
            return (int)(await engine.AskAsync($"say how the container {name} ended", Patience,
                limit => engine.Client.Containers.WaitContainerAsync(container.Id, limit), CancellationToken.None)).StatusCode;
        }
        catch (RigFailureException)
        {
            EndProcess();
            throw;
        }
    }

    /// <summary>When cancelled, kills the container; completes when it should long have ended.</summary>
    private async Task<int> KillAsync(CancellationToken kill)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, kill).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        watch.Ignore(container.Id);
        try
        {
            await engine.AskAsync($"kill the container {name}", Patience,
                limit => engine.Client.Containers.KillContainerAsync(container.Id, new ContainerKillParameters { Signal = "KILL" }, limit), CancellationToken.None);
            await Task.Delay(Patience, CancellationToken.None);
        }
        catch (RigFailureException)
        {
            EndProcess();
        }

        return KilledExitCode;
    }

    /// <summary>An engine that is gone leaves its containers running; nobody else could tell the agent to end.</summary>
    private void EndProcess()
    {
        if (_process is { } process && !process.TryKill())
        {
            StillRunning = process.Id;
        }
    }

    private async Task RemoveAsync()
    {
        if (container.KnownId is { } id)
        {
            watch.Ignore(id);
        }

        try
        {
            await engine.AskAsync($"remove the container {name}", Patience, _ => container.DisposeAsync().AsTask(), CancellationToken.None);
        }
        catch (RigFailureException)
        {
            // Closing the testbed removes what is left then, and says what it could not.
        }
        finally
        {
            _removed.TrySetResult();
        }
    }
}
