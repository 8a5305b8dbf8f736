using System.Globalization;
using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;

namespace TraceToll.Benchmarks;

/// <summary>The same load by a sender and a responder in C, with as little around the system calls as can be.</summary>
internal static class FloorLoad
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <param name="load">The load.</param>
    /// <param name="settings">Where and how long.</param>
    /// <param name="variant">An option of the floor that is tried; null: none.</param>
    /// <param name="cancellationToken">Ends both ends.</param>
    /// <exception cref="RigFailureException">An end failed.</exception>
    public static async Task<Measured> RunAsync(Load load, Settings settings, string? variant, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience + TimeSpan.FromSeconds(settings.Seconds));
        string[] options = [.. load.Options, .. variant == null ? Array.Empty<string>() : [variant]];
        var port = new TaskCompletionSource<string>();
        var responder = Cli.Wrap(Tool.Floor.File).WithArguments(["respond", "--cpu", Text(settings.Cpus.Responder), .. options])
            .WithStandardOutputPipe(PipeTarget.ToDelegate(line => port.TrySetResult(line))).ExecuteAsync(limit.Token);
        try
        {
            if (await Task.WhenAny(port.Task, responder.Task) != port.Task)
            {
                await responder;
            }

            var sender = await Cli.Wrap(Tool.Floor.File).WithArguments(
            [
                "send", "--port", await port.Task.WaitAsync(limit.Token), "--cpu", Text(settings.Cpus.Sender), "--measured-ms", Text((int)(1000 * settings.Seconds)), .. options,
            ]).ExecuteBufferedAsync(limit.Token);
            await responder;
            return Read(JsonDocument.Parse(sender.StandardOutput).RootElement);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RigFailureException($"the floor did not end within {Patience.TotalSeconds} s of its time", "look whether the machine is overloaded or stopped");
        }
        finally
        {
            await limit.CancelAsync();
        }
    }

    private static Measured Read(JsonElement told) => new()
    {
        P50Us = told.GetProperty("p50Ns").GetInt64() / 1e3,
        P99Us = told.GetProperty("p99Ns").GetInt64() / 1e3,
        P50FromSendUs = told.GetProperty("fromSendP50Ns").GetInt64() / 1e3,
        SendLagP50Us = told.GetProperty("sendLagP50Ns").GetInt64() / 1e3,
        ShareInTime = told.GetProperty("within").GetDouble(),
        MessagesPerSecond = told.GetProperty("rate").GetDouble(),
        Whole = told.GetProperty("replies").GetInt64() is > 0 and var replies && replies == told.GetProperty("repliesExpected").GetInt64(),
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
