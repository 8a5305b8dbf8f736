using TraceToll.Analysis;
using TraceToll.Baselines;
using TraceToll.Recordings;
using TraceToll.Reports;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Reports;

/// <summary>What people read of baselines.</summary>
public sealed class BaselineReportTests : IDisposable
{
    private static readonly string[] Cultures = ["", "de-DE", "tr-TR"];
    private static readonly string[] Outcomes = ["missing", "incomparable", "within", "improved", "inconclusive", "regressed", "invalid"];
    private static readonly string[] Diffs = ["both", "approved-only", "received-only", "neither", "elsewhere"];

    // As it would lie in a checkout.
    private static readonly BaselinePair Pair = new(BaselineFolder.Environment, BaselineFolder.Name, $"baselines/{BaselineFolder.Environment}");

    private readonly BaselineFolder _folder = new();

    public static TheoryData<string, string> Checks => Rows(Outcomes);

    public static TheoryData<string, string> Sides => Rows(Diffs);

    [Theory]
    [MemberData(nameof(Checks))]
    public void A_check_reads_as_approved_in_every_culture(string outcome, string culture)
    {
        using var other = new Culture(culture);

        var check = Check(outcome);

        Assert.Equal(outcome, $"{check.Outcome}".ToLowerInvariant());
        Approved.Match($"Baseline.check-{outcome}", BaselineText.Create(check));
    }

    [Theory]
    [MemberData(nameof(Sides))]
    public void A_diff_reads_as_approved_in_every_culture(string kind, string culture)
    {
        using var other = new Culture(culture);
        var approved = Known(Session(1, 3), 'a') with { Approval = BaselineFolder.Approval with { Forced = ["the noise floor at p50, 6.0 us, is over the tolerance of 5.0 us"] } };
        var received = Known(Session(2, 23), 'b');
        var elsewhere = Known(Session(2, 23).Noted(manifest => manifest with { Plan = "blocks=12,slice=2", Script = "a|b.bt", Probe = null }), 'c');

        Approved.Match($"Baseline.diff-{kind}", BaselineDiff.Create(Pair, kind is "received-only" or "neither" ? null : approved, kind switch
        {
            "both" or "received-only" => received,
            "elsewhere" => elsewhere,
            _ => null,
        }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void The_list_reads_as_approved_in_every_culture(string culture)
    {
        using var other = new Culture(culture);
        var approved = Known(Session(1, 3), 'a') with { Approval = BaselineFolder.Approval };
        var received = Known(Session(2, 23), 'b');
        Put("Suite.Approved", approved, null);
        Put("Suite.By_hand", approved with { Approval = null }, null);
        Put("Suite.Forced", approved with { Approval = new Approval("Bob | Eve", new DateTimeOffset(2021, 2, 1, 0, 0, 0, TimeSpan.Zero), "because") { Forced = ["noise"] } }, null);
        Put("Suite.Received", null, received);
        Put("Suite.Received_elsewhere", approved, received with { Facts = received.Facts.Select(fact => fact.Key == "kernel" ? new("kernel", "6.2.0") : fact).ToDictionary() });
        Put("Suite.Regressed", approved, received);
        Put("Suite.Of_two_tests", approved, null);
        File.WriteAllText(Path.Combine(_folder.Pair.Folder, "Suite.Unusable.verified.json"), "{}");
        File.WriteAllText(Path.Combine(_folder.Pair.Folder, "Suite.Of_two_tests.verified.txt"), "");
        Directory.CreateDirectory(Path.Combine(_folder.Store.Folder, "no name"));
        File.Copy(Path.Combine(_folder.Pair.Folder, "Suite.Approved.verified.json"), Path.Combine(_folder.Store.Folder, "no name", "X.verified.json"));

        List<string> problems = [];
        var list = BaselineList.Create(_folder.Store, new DateTimeOffset(2021, 2, 10, 12, 0, 0, TimeSpan.Zero), problems);

        Approved.Match("Baseline.list", list);
        Assert.Equal(
            [
                "'no name' is no name of an environment; take letters, digits, dots, dashes and underscores, at most 64, the first one a letter or a digit",
                "there are two baselines for test-4-kvm/Suite.Of_two_tests: Suite.Of_two_tests.verified.json and Suite.Of_two_tests.verified.txt; keep the one that is right, as Suite.Of_two_tests.verified.json, and remove the other",
                $"{Path.Combine(_folder.Pair.Folder, "Suite.Unusable.verified.json")} is no baseline: it has no schema; restore it from git, or remove it and have it approved again",
            ],
            problems);
    }

    [Fact]
    public void An_empty_store_says_where_it_looked() =>
        Assert.Equal($"there are no baselines in {_folder.Store.Folder}\n", BaselineList.Create(_folder.Store, DateTimeOffset.UnixEpoch, []));

    public void Dispose() => _folder.Dispose();

    private static TheoryData<string, string> Rows(IEnumerable<string> names)
    {
        var rows = new TheoryData<string, string>();
        foreach (var (name, culture) in from name in names from culture in Cultures select (name, culture))
        {
            rows.Add(name, culture);
        }

        return rows;
    }

    private BaselineCheck Check(string outcome)
    {
        var session = outcome switch
        {
            "improved" => Session(2, -17),
            "regressed" => Session(2, 23),
            "inconclusive" => Session(2, 3, blocks: 1),
            "invalid" => Session(2, 3).Noted(manifest => manifest with { Outcome = new Outcome(false, ["the tracer was killed"]) }),
            "incomparable" => Session(2, 3).Noted(manifest => manifest with { SenderHost = Samples.Host with { Kernel = "6.2.0", Governor = "powersave" }, Plan = "blocks=9,slice=1" }),
            _ => Session(2, 4),
        };
        var approved = outcome == "missing" ? null : Known(Session(1, 3), 'a') with { Approval = BaselineFolder.Approval };
        return BaselineCheck.Of(Pair, approved, Known(session, 'b'), session);
    }

    private static Recording Session(int seed, double addedUs, int blocks = 16) => BaselineSamples.Noisy(seed, addedUs, blocks);

    /// <summary>With a hash that no compressor has a say in.</summary>
    private Baseline Known(Recording recording, char hash)
    {
        var baseline = _folder.Measure(recording).ToBaseline(Budget.Parse("p50=5us/5%,p90=10us"), sessions: 2);
        return baseline with { Sessions = [baseline.Sessions[0] with { Recording = "sha256:" + new string(hash, 64), StartedAt = recording.Manifest.StartedAt }] };
    }

    private void Put(string name, Baseline? approved, Baseline? received)
    {
        var pair = _folder.Pair with { Name = name };
        foreach (var (path, baseline) in ((string, Baseline?)[])[(pair.VerifiedPath, approved), (pair.ReceivedPath, received)])
        {
            if (baseline != null)
            {
                BaselineFile.Write(path, baseline);
            }
        }
    }
}
