namespace TraceToll.Benchmarks;

internal sealed partial record Row
{
    private const double FloorP50 = 1.05;
    private const double Throughput = 0.9;

    private static IEnumerable<Row> Loads()
    {
        var full = Load.Market with { ReplyBytes = Load.Market.Bytes };
        var sockperf = new Side("sockperf", Tool.Sockperf, SockperfLoad.RunAsync);
        yield return new Row("sockperf", Agent(Load.Market, Latency), sockperf,
            new RatioQuestion(Figures.P50, AtMost: 0.33), new RatioQuestion(Figures.P99, AtMost: 0.5));
        yield return new Row("sockperf-full", Agent(full, Latency), sockperf,
            new RatioQuestion(Figures.P50), new RatioQuestion(Figures.P50FromSend), new RatioQuestion(Figures.P99));
        yield return new Row("floor", Agent(Load.Market, Latency), Floor(Load.Market, Latency),
            new RatioQuestion(Figures.P50, AtMost: FloorP50), new RatioQuestion(Figures.P99));
        yield return new Row("floor-full", Agent(full, Latency), Floor(full, Latency),
            new RatioQuestion(Figures.P50, AtMost: FloorP50), new RatioQuestion(Figures.P99));

        yield return new Row("rate",
            new Side("ours", null, (settings, cancellationToken) => Ladder.ClimbAsync(AgentLoad.RunAsync, settings, cancellationToken)),
            new Side("floor", Tool.Floor, (settings, cancellationToken) =>
                Ladder.ClimbAsync((load, each, token) => FloorLoad.RunAsync(load, each, null, token), settings, cancellationToken)),
            new OwnQuestion(Figures.RateHeld, AtLeast: 8_000_000), new RatioQuestion(Figures.RateHeld, AtLeast: Throughput));
        yield return new Row("capacity", Agent(Load.Small, Rate), Floor(Load.Small, Rate), new RatioQuestion(Figures.Rate));

        yield return new Row("iperf3", Agent(Load.Bulk, Bytes), new Side("iperf3", Tool.Iperf3, Iperf3Load.RunAsync),
            new RatioQuestion(Figures.Bytes, AtLeast: Throughput));
        yield return new Row("bulk-floor", Agent(Load.Bulk, Bytes), Floor(Load.Bulk, Bytes), new RatioQuestion(Figures.Bytes, AtLeast: Throughput));

        yield return new Row("quiet", Agent(Load.Market, Quiet), null,
            new OwnQuestion(Figures.Allocated, AtMost: 0, Worst: true), new OwnQuestion(Figures.PageFaults, AtMost: 0, Worst: true),
            new OwnQuestion(Figures.Collections, AtMost: 0, Worst: true), new OwnQuestion(Figures.SendLag, AtMost: 1));
        yield return new Row("summaries", Agent(With("--summaries", "on"), Latency, "on"), Agent(With("--summaries", "off"), Latency, "off"),
            new DifferenceQuestion(Figures.P50, Within: 0.5));
        yield return new Row("connections", Agent(Load.Market with { Connections = 1_000 }, Held), null,
            new OwnQuestion(Figures.Rate, AtLeast: 0.999 * Load.Market.Rate), new OwnQuestion(Figures.ShareInTime, AtLeast: 0.999),
            new OwnQuestion(Figures.MemoryMb, AtMost: 100, Worst: true));
    }

    private static Load With(params string[] options) => Load.Market with { AgentOptions = options };

    private static Figures Latency(Measured measured) => measured.Latency;

    private static Figures Rate(Measured measured) => new Figures().With(Figures.Rate, measured.MessagesPerSecond);

    private static Figures Bytes(Measured measured) => new Figures().With(Figures.Bytes, measured.MessagesPerSecond * Load.Bulk.Bytes);

    private static Figures Quiet(Measured measured) => measured.Latency
        .With(Figures.Allocated, measured.AllocatedBytes).With(Figures.PageFaults, measured.PageFaults).With(Figures.Collections, measured.Collections);

    private static Figures Held(Measured measured) => measured.Latency
        .With(Figures.Rate, measured.MessagesPerSecond).With(Figures.ShareInTime, measured.ShareInTime).With(Figures.MemoryMb, measured.MemoryMb);
}
