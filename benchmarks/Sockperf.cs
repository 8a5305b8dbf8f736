using System.Globalization;
using System.Text.RegularExpressions;
using CliWrap;
using CliWrap.Buffered;

namespace TraceToll.Benchmarks;

/// <summary>
/// sockperf at the origin's load. Not quite the same work: it sends the whole message back, and its clock starts at the real send,
/// so that the sender's own lateness is not in its figures.
/// </summary>
internal static partial class Sockperf
{
    private const string Address = "127.0.0.1";

    public static async Task<Latencies> RunAsync(int seconds, int port)
    {
        var portText = port.ToString(CultureInfo.InvariantCulture);
        using var stopServer = new CancellationTokenSource(TimeSpan.FromSeconds(seconds + 30));
        var server = Cli.Wrap("sockperf").WithArguments(["server", "--tcp", "-i", Address, "-p", portText])
            .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(stopServer.Token);
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
            var steal = Steal.ReadMs();
            var client = await Cli.Wrap("sockperf").WithArguments(
            [
                "under-load", "--tcp", "-i", Address, "-p", portText, "--mps", "20000", "-m", "4016", "--reply-every", "32", "--full-rtt",
                "-t", seconds.ToString(CultureInfo.InvariantCulture),
            ]).ExecuteBufferedAsync(stopServer.Token);
            var words = client.StandardOutput;
            return new Latencies(Number(Median(), words), Number(P99(), words), (long)Number(Observations(), words), Steal.ReadMs() - steal);
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
                // Killed, as it should be: sockperf's server never ends by itself.
            }
        }
    }

    private static double Number(Regex pattern, string words) => pattern.Match(words) is { Success: true } match
        ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
        : throw new InvalidOperationException($"sockperf did not say '{pattern}':\n{words}");

    [GeneratedRegex(@"percentile 50\.000 = +([0-9.]+)")]
    private static partial Regex Median();

    [GeneratedRegex(@"percentile 99\.000 = +([0-9.]+)")]
    private static partial Regex P99();

    [GeneratedRegex(@"Total ([0-9]+) observations")]
    private static partial Regex Observations();
}
