using System.Globalization;
using System.Text.RegularExpressions;
using CliWrap;
using CliWrap.Buffered;

namespace TraceToll.Benchmarks;

/// <summary>
/// sockperf at the origin's load. Not quite the same work: it sends the whole message back, and its clock starts at the real send,
/// so that the sender's own lateness is not in its figures.
/// </summary>
internal static partial class SockperfLoad
{
    private const string Address = "127.0.0.1";
    private const string Port = "21111";
    private static readonly TimeSpan ServerStart = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<Figures> RunAsync(Settings settings, CancellationToken cancellationToken)
    {
        using var stopServer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stopServer.CancelAfter(TimeSpan.FromSeconds(settings.Seconds) + Patience);
        // The server never ends by itself, and must not outlive this process for long, however that dies.
        var server = Cli.Wrap("timeout").WithArguments([Text(settings.Seconds + Patience.TotalSeconds), "sockperf", "server", "--tcp", "-i", Address, "-p", Port])
            .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(stopServer.Token);
        try
        {
            await Task.Delay(ServerStart, cancellationToken);
            var client = await Cli.Wrap(Tool.Sockperf.File).WithArguments(
            [
                "under-load", "--tcp", "-i", Address, "-p", Port, "--mps", Text(Load.Market.Rate), "-m", Text(Load.Market.Bytes),
                "--reply-every", Text(Load.Market.ReplyEvery), "--full-rtt", "-t", Text(settings.Seconds),
            ]).ExecuteBufferedAsync(stopServer.Token);
            var words = client.StandardOutput;
            var p50Us = Number(Median(), words);
            return new Figures().With(Figures.P50, p50Us).With(Figures.P99, Number(P99(), words)).With(Figures.P50FromSend, p50Us);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RigFailureException($"sockperf did not end within {Patience.TotalSeconds} s of its time", "look whether the machine is overloaded or stopped");
        }
        finally
        {
            await stopServer.CancelAsync();
            try
            {
                await server;
            }
            catch (OperationCanceledException)
            {
                // Killed, as it should be.
            }
        }
    }

    private static double Number(Regex pattern, string words) => pattern.Match(words) is { Success: true } match
        ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
        : throw new RigFailureException($"sockperf did not say '{pattern}':\n{words}", "look at its words above");

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"percentile 50\.000 = +([0-9.]+)")]
    private static partial Regex Median();

    [GeneratedRegex(@"percentile 99\.000 = +([0-9.]+)")]
    private static partial Regex P99();
}
