using System.Globalization;
using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;

namespace TraceToll.Benchmarks;

/// <summary>iperf3, one stream, a call for each 4,016 bytes, on the same CPUs.</summary>
internal static class Iperf3Load
{
    private const string Address = "127.0.0.1";
    private const string Port = "21112";
    private static readonly TimeSpan ServerStart = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<Figures> RunAsync(Settings settings, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(settings.Seconds) + Patience);
        // It ends with its only client; without one, when its time is over.
        var server = Cli.Wrap("timeout").WithArguments([Text(settings.Seconds + Patience.TotalSeconds), Tool.Iperf3.File, "-s", "-1", "-B", Address, "-p", Port])
            .ExecuteBufferedAsync(limit.Token);
        try
        {
            await Task.Delay(ServerStart, cancellationToken);
            var client = await Cli.Wrap(Tool.Iperf3.File).WithArguments(
            [
                "-c", Address, "-p", Port, "-l", Text(Load.Bulk.Bytes), "-t", Text(settings.Seconds), "-J", "-A", $"{settings.Cpus.Sender},{settings.Cpus.Responder}",
            ]).ExecuteBufferedAsync(limit.Token);
            await server;
            var received = JsonDocument.Parse(client.StandardOutput).RootElement.GetProperty("end").GetProperty("sum_received");
            return new Figures().With(Figures.Bytes, received.GetProperty("bits_per_second").GetDouble() / 8);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RigFailureException($"iperf3 did not end within {Patience.TotalSeconds} s of its time", "look whether the machine is overloaded or stopped");
        }
        finally
        {
            await limit.CancelAsync();
        }
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
