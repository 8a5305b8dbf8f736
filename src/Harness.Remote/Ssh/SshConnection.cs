using System.Text;
using Renci.SshNet;
using Renci.SshNet.Common;
using TraceToll.Hosts;

namespace TraceToll.Remote.Ssh;

/// <summary>A connection to a host whose key was verified. Commands run side by side, each over a channel of its own; when the connection is lost, all fail at once.</summary>
internal sealed class SshConnection : IAsyncDisposable
{
    private const int KilledExitCode = 137;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly SshClient _client;
    private readonly TaskCompletionSource<RigFailureException> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SshConnection(HostEntry entry, SshClient client)
    {
        Entry = entry;
        _client = client;
        _client.ErrorOccurred += (_, error) => Lose(error.Exception.Message);
    }

    public HostEntry Entry { get; }

    public string ServerVersion => _client.ConnectionInfo.ServerVersion ?? "";

    /// <summary>Completes when the connection is lost; never when it is closed.</summary>
    public Task<RigFailureException> Lost => _lost.Task;

    /// <exception cref="RigFailureException">The host cannot be reached, its key is not the one that is known, or it does not let the user in.</exception>
    public static async Task<SshConnection> OpenAsync(HostEntry entry, CancellationToken cancellationToken)
    {
        var keys = SshKeys.Of(entry);
        var info = new ConnectionInfo(entry.Host.Address, entry.Host.Port, entry.Host.User,
            new PrivateKeyAuthenticationMethod(entry.Host.User, keys))
        {
            Timeout = Patience,
        };

        // A certificate has no fingerprint that anybody could compare, and SHA-1 proves nothing any more.
        foreach (var name in info.HostKeyAlgorithms.Keys.Where(name => name.Contains("-cert-", StringComparison.Ordinal) || name == "ssh-rsa").ToList())
        {
            info.HostKeyAlgorithms.Remove(name);
        }

        var client = new SshClient(info);
        OfferedKey? offered = null;
        client.HostKeyReceived += (_, key) =>
        {
            offered = OfferedKey.Of(key, entry.Host.HostKey);
            key.CanTrust = offered.Trusted;
        };
        try
        {
            // Parts of it block.
            await Task.Run(() => client.ConnectAsync(cancellationToken), cancellationToken);
            return new SshConnection(entry, client);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            client.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw SshFailure.OfOpening(entry, keys.Sum(source => source.HostKeyAlgorithms.Count), offered, failure);
        }
    }

    /// <summary>Runs a command to its end.</summary>
    /// <param name="what">What the host is to do, for the message: <c>bring the agent</c>.</param>
    /// <param name="command">A text for the login shell.</param>
    /// <param name="input">Its standard input; null: none.</param>
    /// <param name="patience">How long it may take.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="RigFailureException">The connection was lost, or the command took too long.</exception>
    public async Task<SshAnswer> AskAsync(string what, string command, Stream? input, TimeSpan patience, CancellationToken cancellationToken)
    {
        List<string> output = [], errors = [];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        var exitCode = await RunAsync(command, (stream, stop) => input?.CopyToAsync(stream, stop) ?? Task.CompletedTask, output.Add, errors.Add, limit.Token);
        cancellationToken.ThrowIfCancellationRequested();
        return limit.IsCancellationRequested
            ? throw new RigFailureException($"{Entry} did not {what} within {patience.TotalSeconds} s", "look whether it is overloaded, or its disk is full")
            : new SshAnswer(exitCode, output, errors);
    }

    /// <summary>As <see cref="RunAgent"/> has it, with a text for the login shell. What writes to a command that may end by itself has to <see cref="HeldCommand"/> it.</summary>
    public async Task<int> RunAsync(
        string text, Func<Stream, CancellationToken, Task> writeInput, Action<string> output, Action<string> error, CancellationToken kill)
    {
        if (_lost.Task.IsCompleted)
        {
            throw await _lost.Task;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(kill);
        using var command = _client.CreateCommand(text, Utf8);
        var (ended, input) = await StartAsync(command);
        var reading = Task.WhenAll(ReadAsync(command.OutputStream, output), ReadAsync(command.ExtendedOutputStream, error));
        _ = WriteAsync(input, writeInput, over.Token);
        await using var killing = kill.Register(() => _ = Task.Run(() => command.CancelAsync(forceKill: true), CancellationToken.None));
        var first = await Task.WhenAny(ended, _lost.Task);
        await over.CancelAsync();
        try
        {
            await (first == ended ? ended : throw await _lost.Task);
            // Not for the writing: what nobody reads any more blocks until SSH.NET gives it up.
            await reading;
        }
        catch (OperationCanceledException) when (kill.IsCancellationRequested)
        {
            return KilledExitCode;
        }
        catch (Exception broken) when (broken is SshException or System.Net.Sockets.SocketException or IOException or ObjectDisposedException)
        {
            throw Lose(broken.Message);
        }

        return command.ExitSignal is { } signal ? SshSignal.ExitCode(signal) : command.ExitStatus ?? throw Lose("a channel was closed, and nobody said how its command ended");
    }

    /// <summary>Takes the connection for lost, so that whatever runs over it ends.</summary>
    public RigFailureException Lose(string why)
    {
        _lost.TrySetResult(SshFailure.OfLoss(Entry, why.ReplaceLineEndings(" ").TrimEnd('.', ' ')));
        return _lost.Task.Result;
    }

    public async ValueTask DisposeAsync() => await Task.Run(_client.Dispose);

    private async Task<(Task Ended, Stream Input)> StartAsync(SshCommand command)
    {
        try
        {
            // Opening a channel blocks until the server has answered.
            return await Task.Run<(Task, Stream)>(() =>
            {
                var ended = command.ExecuteAsync(CancellationToken.None);
                try
                {
                    return (ended, command.CreateInputStream());
                }
                catch (InvalidOperationException)
                {
                    // It has ended already.
                    return (ended, Stream.Null);
                }
            });
        }
        catch (Exception broken) when (broken is SshException or System.Net.Sockets.SocketException or ObjectDisposedException)
        {
            throw Lose(broken.Message);
        }
    }

    private static async Task WriteAsync(Stream input, Func<Stream, CancellationToken, Task> writeInput, CancellationToken stop)
    {
        try
        {
            await Task.Run(() => writeInput(input, stop), stop);
            await Task.Run(input.Dispose, stop);
        }
        catch (Exception broken) when (broken is OperationCanceledException or SshException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It ended before all was written; its exit code, or the lost connection, tells the rest.
        }
    }

    // A thread of its own: reading blocks, and SSH.NET has no other way.
    private static Task ReadAsync(Stream stream, Action<string> take) => Task.Factory.StartNew(
        () =>
        {
            using var reader = new StreamReader(stream, Utf8);
            while (reader.ReadLine() is { } line)
            {
                take(line);
            }
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
