using TraceToll.Analysis;
using TraceToll.Recordings;
using TraceToll.Reports;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Reports;

public class VerdictTextTests
{
    private static readonly string[] Kinds = ["within", "improved", "regressed", "inconclusive", "inconclusive-few", "inconclusive-unsupported", "invalid", "invalid-bias", "not-measured", "runs", "change-within", "change-regressed", "change-inconclusive"];

    public static TheoryData<string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var (kind, culture) in from kind in Kinds from culture in (string[])["", "de-DE", "tr-TR"] select (kind, culture))
            {
                rows.Add(kind, culture);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Is_the_approved_one_in_every_culture(string kind, string culture)
    {
        using var other = new Culture(culture);

        Approved.Match($"Verdict.{kind}", VerdictText.Create(Sample(kind)));
    }

    [Fact]
    public void Has_lines_that_fit_into_a_report_however_much_is_judged()
    {
        var budget = new Budget([.. Measure.All.SkipLast(1).Select(measure => new Allowance(measure, 12_345, 0.1234))]) { ErrorRate = 0.123 };
        var verdict = budget.Judge(
            Random(12, _ => 3, 1).Noted(manifest => manifest with { Outcome = new Outcome(false, [string.Join(' ', Enumerable.Repeat("cause", 100)), new string('x', 300)]) }), "idle");

        var lines = VerdictText.Create(verdict).Split('\n');

        Assert.All(lines, line => Assert.True(line.Length <= 160 || line.EndsWith(new string('x', 300), StringComparison.Ordinal), line));
        Assert.All(lines, line => Assert.Equal(line.TrimEnd(), line));
    }

    private static Verdict Sample(string kind) => kind switch
    {
        "within" => Budget.Parse("p50=5us/5%,p99=20us/10%").Judge(Looking(Random(16, _ => 1.2, 1), 16), "idle"),
        "improved" => Budget.Parse("p50=5us").Judge(Random(12, _ => -9, 1), "idle"),
        "regressed" => Budget.Parse("mean=10%,p50=5us/5%,p99=20us/10%").Judge(Looking(Random(24, _ => 28, 1), 24), "idle"),
        "inconclusive" => Budget.Parse("p50=5us/5%,p99=20us/10%").Judge(Looking(Random(16, block => block % 2 == 0 ? 12 : -3, 1), 16), "idle"),
        "inconclusive-few" => Budget.Parse("p50=5us").Judge(Random(4, _ => 28, 1), "idle"),
        "inconclusive-unsupported" => Budget.Parse("p50=5us,p99.9=100us").Judge(Random(12, _ => 1, 1), "idle"),
        "invalid" => Budget.Parse("p50=5us").Judge(Random(12, _ => 1, 1).Noted(manifest => manifest with
        {
            Outcome = new Outcome(false, ["block 2, idle: the tracer on this machine lost 7 events, so it did less work than it was asked to; raise BPFTRACE_PERF_RB_PAGES, or lower the rate"]),
        }), "idle"),
        "invalid-bias" => Budget.Parse("p50=5us").Judge(Random(12, _ => 1, 1, noiseUs: 20), "idle"),
        "change-within" => Change(block => 3 + Sessions.Wobble(block)),
        "change-regressed" => Change(_ => 28),
        "change-inconclusive" => Change(block => block % 2 == 0 ? 12 : -1),
        "not-measured" => Budget.Parse("5us/5%").Judge(Random(12, _ => 1, 1), "log"),
        _ => Budget.Parse("p50=5us/5%,error=5%").Judge(Random(3, _ => 8, 1).Noted(manifest => manifest with { Interleaved = false }), "idle"),
    };

    private static Verdict Change(Func<int, double> addedUs) =>
        Verdict.OfChange(Random(16, addedUs, 2), "idle", Comparison.Of(Random(12, _ => 1, 1), "idle")!, Budget.Parse("p50=5us/5%"));

    private static Recording Looking(Recording recording, int blocks) =>
        recording.Noted(manifest => manifest with { Looks = Looks.UpTo(64) with { Taken = [.. Looks.UpTo(64).Planned.TakeWhile(look => look <= blocks)] } });

    /// <summary>Blocks with noise: off takes 60 us, with a tail.</summary>
    private static Recording Random(int blocks, Func<int, double> addedUs, int seed, double noiseUs = 0)
    {
        var random = new Random(seed);
        return new Recording(Sessions.Of(1, _ => 60, addedUs).Manifest,
        [
            .. Enumerable.Range(1, blocks).SelectMany(block => (Slice[])
            [
                Slice(block, "off", 60), Slice(block, "idle", 60 + addedUs(block)), Slice(block, "off-again", 60 + noiseUs),
            ]),
        ]);

        Slice Slice(int block, string mode, double medianUs) => RecordingSamples.Slice(block, mode, random.RoundTripsNs(400, medianUs, 0.1));
    }
}
