using System.Globalization;
using Spectre.Console;
using TraceToll.Benchmarks;

// Alternating pairs: ours, sockperf, ours, sockperf, ... so that a drift of the machine meets both. Ratios of medians count.
if (args.Length > 2 || args.Any(argument => !int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 600))
{
    Console.Error.WriteLine("usage: benchmarks/run [PAIRS [SECONDS]], both from 1 to 600; the usual are 5 pairs of 10 s");
    return 2;
}

var pairs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
var seconds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10;
var recordings = Path.Combine("artifacts", "benchmarks");
List<(Latencies Ours, Latencies Sockperf)> results = [];
for (var pair = 1; pair <= pairs; pair++)
{
    Console.Error.WriteLine($"pair {pair} of {pairs}");
    results.Add((await Ours.RunAsync(seconds, recordings), await Sockperf.RunAsync(seconds, port: 21_111)));
}

var table = new Table().Border(TableBorder.Simple);
foreach (var column in (string[])["pair", "ours p50, us", "p99", "steal, ms", "sockperf p50", "p99", "steal, ms", "ratio p50", "p99"])
{
    table.AddColumn(new TableColumn(column).RightAligned());
}

for (var i = 0; i < results.Count; i++)
{
    var (ours, sockperf) = results[i];
    table.AddRow(Cells(i + 1, ours, sockperf));
}

if (Console.IsOutputRedirected)
{
    AnsiConsole.Profile.Width = 120;
}

AnsiConsole.Write(table);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"ratio of medians over {pairs} pairs of {seconds} s, ours to sockperf: p50 {Ratio(latencies => latencies.P50Us):0.00}, p99 {Ratio(latencies => latencies.P99Us):0.00}"));
return 0;

string[] Cells(int pair, Latencies ours, Latencies sockperf) =>
[
    $"{pair}", Text(ours.P50Us, "0.0"), Text(ours.P99Us, "0.0"), $"{ours.StealMs}", Text(sockperf.P50Us, "0.0"), Text(sockperf.P99Us, "0.0"),
    $"{sockperf.StealMs}", Text(ours.P50Us / sockperf.P50Us, "0.00"), Text(ours.P99Us / sockperf.P99Us, "0.00"),
];

double Ratio(Func<Latencies, double> value) =>
    Median(results.Select(result => value(result.Ours))) / Median(results.Select(result => value(result.Sockperf)));

static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
