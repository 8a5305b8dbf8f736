using System.Globalization;
using System.Net;
using HdrHistogram;
using TraceToll.Hosts;
using TraceToll.Protocol;
using TraceToll.Recordings;

namespace TraceToll.Benchmarks;

/// <summary>Two agents on this machine and one slice of a load.</summary>
internal static class AgentLoad
{
    private const long InTimeNs = 1_000_000;
    private const int MostWarmUpMessages = 1_000_000;
    private const string Token = "benchmarks";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <exception cref="RigFailureException">An agent failed.</exception>
    public static async Task<Measured> RunAsync(Load load, Settings settings, CancellationToken cancellationToken)
    {
        var host = new LocalHost();
        string[] placed = settings.Cpus.OthersHaveAnother ? ["--keep-off", Text(settings.Cpus.Sender, settings.Cpus.Responder)] : [];
        await using var responder = await host.StartAgentAsync("responder", ["respond", "--cpu", Text(settings.Cpus.Responder), .. placed], cancellationToken);
        responder.Say(new Start(Token));
        var port = (await responder.ExpectAsync<Listening>(Patience, cancellationToken)).Port;
        await using var sender = await host.StartAgentAsync("sender",
        [
            "send", "--to", new IPEndPoint(IPAddress.Loopback, port).ToString(), "--cpu", Text(settings.Cpus.Sender), .. placed, .. load.Options,
            .. load.Connections > 1 ? ["--connections", Text(load.Connections)] : Array.Empty<string>(), .. load.AgentOptions,
            "--warm-up-replies", Text(Math.Min(load.Rate / 2, MostWarmUpMessages) / load.ReplyEvery),
        ], cancellationToken);
        sender.Say(new Start(Token));
        await sender.ExpectAsync<Connected>(Patience, cancellationToken);
        sender.Say(new BeginSlice("benchmark"));
        var announced = await sender.ExpectAsync<SliceAnnounced>(Patience, cancellationToken);
        await Task.Delay(announced.Ahead + TimeSpan.FromSeconds(settings.Seconds), cancellationToken);
        sender.Say(new EndSlice());
        var slice = await sender.ExpectAsync<SliceMeasured>(Patience, cancellationToken);
        var memoryMb = Machine.ReadPeakMemoryMb(sender.ProcessId) + Machine.ReadPeakMemoryMb(responder.ProcessId);
        sender.Say(new Finish());
        await sender.ExpectAsync<SendTotals>(Patience, cancellationToken);
        responder.Say(new Finish());
        await responder.ExpectAsync<RespondTotals>(Patience, cancellationToken);
        return Read(slice, memoryMb);
    }

    private static Measured Read(SliceMeasured slice, double memoryMb)
    {
        var fromDue = Histograms.Decode(slice.FromDue);
        var lag = Histograms.Decode(slice.SendLag);
        return new Measured
        {
            P50Us = Us(fromDue, 50),
            P99Us = Us(fromDue, 99),
            P50FromSendUs = Us(Histograms.Decode(slice.FromSend), 50),
            SendLagP50Us = Us(lag, 50),
            // Of the messages that asked for a reply: the send times of others are not kept.
            ShareInTime = ShareInTime(lag),
            MessagesPerSecond = slice.AchievedRate,
            Whole = slice.Replies == slice.RepliesExpected && slice.Replies > 0 && slice.OutOfOrder == 0 && slice.SamplesDropped == 0,
            AllocatedBytes = slice.Witness.AllocatedBytes,
            PageFaults = slice.Witness.PageFaults,
            Collections = slice.Witness.Collections,
            MemoryMb = memoryMb,
        };
    }

    private static double ShareInTime(HistogramBase lag) => lag.TotalCount == 0
        ? 0
        : lag.RecordedValues().Where(step => step.ValueIteratedTo <= InTimeNs).Sum(step => step.CountAddedInThisIterationStep) / (double)lag.TotalCount;

    private static double Us(HistogramBase histogram, double percentile) => histogram.TotalCount == 0 ? 0 : histogram.GetValueAtPercentile(percentile) / 1e3;

    private static string Text(params int[] numbers) => string.Join(',', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
}
