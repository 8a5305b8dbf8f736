using System.Globalization;
using System.Text;
using TraceToll.Analysis;
using TraceToll.Reports;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Reports;

public class OriginTableTests
{
    private static readonly string[] Tables =
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Approved", "origin-tables.txt")).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

    public static TheoryData<string> Runs => [.. Tables.Select(table => table[..2])];

    [Fact]
    public void All_runs_of_the_origin_are_here() =>
        Assert.Equal(["A1", "A2", "A3", "B1", "B2", "B3", "C1", "C2", "C3", "D1", "D2", "D3"], Tables.Select(table => table[..2]));

    [Theory]
    [MemberData(nameof(Runs))]
    public void Prints_the_origin_s_table_from_its_figures(string run)
    {
        using var other = new Culture("de-DE");
        var published = Tables.Single(table => table.StartsWith(run, StringComparison.Ordinal))[3..].TrimEnd('\n') + "\n";
        var roundTrips = published.Split('\n').Where(line => line.Count(character => character == '|') == 3).Skip(1)
            .Select(line => long.Parse(line.Split('|')[2], CultureInfo.InvariantCulture)).ToArray();

        var report = new StringBuilder();
        OriginTable.Write(report, ReportRun.Of("off", 1, "", Latencies(roundTrips), TimeSpan.FromMilliseconds(33_998)));

        // The origin did not mark what its 21,250 samples cannot support.
        var lines = $"{report}".Split('\n');
        Assert.Equal(["99.99th percentile", "99.999th percentile"], lines.Where(line => line.EndsWith(" *", StringComparison.Ordinal)).Select(line => line.Split("  ")[0]));
        Assert.Equal(published, $"{report}".Replace(" *\n", "\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(124_499, 62, 124)]
    [InlineData(124_500, 63, 125)]
    [InlineData(125_499, 63, 125)]
    [InlineData(126_000, 63, 126)]
    [InlineData(499, 0, 0)]
    [InlineData(500, 1, 1)]
    public void Rounds_halves_up_and_halves_what_it_shows(double meanNs, int oneWay, int roundTrip)
    {
        var slice = RecordingSamples.Slice(1, "off", [1_000]);
        var report = new StringBuilder();

        OriginTable.Write(report, ReportRun.Of("off", 1, "", SliceLatencies.Of(slice with { Measured = slice.Measured with { MeanFromDueNs = meanNs } }), TimeSpan.Zero));

        var row = $"{report}".Split('\n')[2].Split('|');
        Assert.Equal((oneWay, roundTrip), (int.Parse(row[1], CultureInfo.InvariantCulture), int.Parse(row[2], CultureInfo.InvariantCulture)));
    }

    /// <summary>21,250 round trips that have these figures: mean, p99, p99.9, p99.99, p99.999 and worst, in microseconds.</summary>
    private static SliceLatencies Latencies(long[] microseconds)
    {
        const int Samples = 21_250;
        (double Share, long Microseconds)[] steps = [(0.99, microseconds[1]), (0.999, microseconds[2]), (0.9999, microseconds[3]), (0.99999, microseconds[4])];
        var values = Enumerable.Range(1, Samples).Select(rank =>
            1_000 * steps.Where(step => rank <= (long)((step.Share * Samples) + 0.5)).Select(step => step.Microseconds).FirstOrDefault(microseconds[5]));
        var slice = RecordingSamples.Slice(1, "off", values);
        return SliceLatencies.Of(slice with { Measured = slice.Measured with { MeanFromDueNs = microseconds[0] * 1_000 } });
    }
}
