namespace TraceToll.Benchmarks;

internal sealed partial record Row
{
    // Asked of the floor, which sends more than an agent may be asked for.
    private const int MoreThanCanBeSent = 200_000_000;

    private static Load[] AllLoads => [Load.Market, Load.Small with { Rate = MoreThanCanBeSent }, Load.Bulk];

    private static IEnumerable<Row> Trials() =>
    [
        Trial("uring", AllLoads),
        // One buffer for each message at a low rate would be no way to use it.
        Trial("zerocopy", [Load.Bulk]),
        Trial("vectored", AllLoads),
        Trial("busy-poll", AllLoads),
        Trial("quickack", AllLoads),
        Trial("pause", AllLoads),
        Trial("block", [Load.Market]),
    ];

    private static Row Trial(string name, Load[] loads)
    {
        string[] figures = [.. loads.SelectMany<Load, string>(load => load.Rate == Load.Market.Rate ? [Figures.P50, Figures.P99] : [Unit(load)])];
        return new Row(name, Trying("with", "--" + name, loads), Trying("without", null, loads), [.. figures.Select(figure => new RatioQuestion(figure))]) { IsSyscall = true };
    }

    private static Side Trying(string name, string? variant, Load[] loads) => new(name, Tool.Floor, async (settings, cancellationToken) =>
    {
        var figures = new Figures();
        foreach (var load in loads)
        {
            var measured = RequireWhole(await FloorLoad.RunAsync(load, settings, variant, cancellationToken));
            if (load.Rate == Load.Market.Rate)
            {
                figures.With(Figures.P50, measured.P50Us).With(Figures.P99, measured.P99Us);
            }
            else
            {
                figures.With(Unit(load), measured.MessagesPerSecond * (load.Bytes == Load.Bulk.Bytes ? load.Bytes : 1));
            }
        }

        return figures;
    });

    private static string Unit(Load load) => load.Bytes == Load.Bulk.Bytes ? Figures.Bytes : Figures.Rate;
}
