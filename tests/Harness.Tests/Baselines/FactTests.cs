using TraceToll.Baselines;
using TraceToll.Protocol;
using TraceToll.Recordings;
using TraceToll.Scenarios;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Baselines;

/// <summary>Each fact alone: where it has to match and differs, nothing is compared; otherwise it is named.</summary>
public sealed class FactTests : IDisposable
{
    private static readonly HostFacts Sender = Samples.Host with { Machine = "Amazon EC2 c5n.xlarge", Governor = "performance" };

    // Every fact is known of it; the responder is another machine in all of them.
    private static readonly RecordingManifest Manifest = BaselineFolder.Adding(3).Manifest with
    {
        SenderHost = Sender,
        ResponderHost = Sender with
        {
            Machine = "Amazon EC2 c6i.large",
            CpuModel = "Xeon 8375C",
            CpuCount = 2,
            Architecture = "aarch64",
            Kernel = "6.5.0",
            Virtualisation = "kvm",
            ClockSource = "kvm-clock",
        },
        Script = "/home/ada/mine.bt",
        ScriptArguments = ["7"],
        PlantedDelayNs = 10_000,
        PlantedSide = "responder",
        MemoryLocked = true,
        Exclusion = "steal=20",
        Sources = ["report.md sha256:0a"],
    };

    /// <summary>By fact: what makes it another one. A new fact has to be added here.</summary>
    private static readonly Dictionary<string, Func<RecordingManifest, RecordingManifest>> Changes = new()
    {
        ["scenario"] = manifest => manifest with { Scenario = Scenario.MarketData with { MessagesPerSecond = 10_000 } },
        ["testbed"] = manifest => manifest with { Testbed = "namespaces" },
        ["side"] = manifest => manifest with { Side = "responder" },
        ["plan"] = manifest => manifest with { Plan = "blocks=3,slice=0.7,seed=1" },
        ["probe"] = manifest => manifest with { Probe = "kprobe:tcp_rcv_established" },
        ["loops"] = manifest => manifest with { Loops = "block" },
        ["agent build"] = manifest => manifest with { AgentBuild = "jit" },
        ["instance type"] = OfSender(host => host with { Machine = "Amazon EC2 c7i.large" }),
        ["cpu"] = OfSender(host => host with { CpuModel = "EPYC" }),
        ["cpus"] = OfSender(host => host with { CpuCount = 8 }),
        ["architecture"] = OfSender(host => host with { Architecture = "riscv64" }),
        ["kernel"] = OfSender(host => host with { Kernel = "6.2.0 #1 SMP" }),
        ["virtualisation"] = OfSender(host => host with { Virtualisation = "xen" }),
        ["clock source"] = OfSender(host => host with { ClockSource = "hpet" }),
        ["responder instance type"] = OfResponder(host => host with { Machine = "Amazon EC2 c7i.large" }),
        ["responder cpu"] = OfResponder(host => host with { CpuModel = "EPYC" }),
        ["responder cpus"] = OfResponder(host => host with { CpuCount = 8 }),
        ["responder architecture"] = OfResponder(host => host with { Architecture = "riscv64" }),
        ["responder kernel"] = OfResponder(host => host with { Kernel = "6.2.0 #1 SMP" }),
        ["responder virtualisation"] = OfResponder(host => host with { Virtualisation = "xen" }),
        ["responder clock source"] = OfResponder(host => host with { ClockSource = "hpet" }),
        ["bpftrace"] = OfSender(host => host with { Tracer = host.Tracer with { Version = "bpftrace v0.24.0" } }),
        ["script"] = manifest => manifest with { ScriptArguments = ["8"] },
        ["planted delay"] = manifest => manifest with { PlantedDelayNs = 20_000 },
        ["memory locked"] = manifest => manifest with { MemoryLocked = false },
        ["excluded"] = manifest => manifest with { Exclusion = "steal=30" },
        ["sources"] = manifest => manifest with { Sources = ["report.md sha256:0b"] },
        ["operating system"] = OfSender(host => host with { OperatingSystem = "Ubuntu 24.04" }),
        ["governor"] = OfSender(host => host with { Governor = "powersave" }),
        ["tracetoll"] = manifest => manifest with { Tool = "1.2.4+abc" },
    };

    private readonly BaselineFolder _folder = new();

    public static TheoryData<string> Facts => [.. Fact.All.Select(fact => fact.Name)];

    [Fact]
    public void Each_name_is_there_once_and_every_value_is_known() =>
        Assert.Equal(Fact.All.Select(fact => fact.Name).Distinct(), Fact.Read(Manifest).Keys);

    [Theory]
    [MemberData(nameof(Facts))]
    public void Where_one_differs_it_is_named_and_compared_only_if_it_may_differ(string name)
    {
        Assert.True(Changes.TryGetValue(name, out var change), $"there is no change of the fact '{name}' here; add one");
        var fact = Fact.All.Single(each => each.Name == name);
        _folder.Approve(Session(Manifest));

        var check = _folder.Check(Session(change(Manifest)));

        var difference = Assert.Single(check.Differences);
        Assert.Equal((name, fact.MustMatch), (difference.Name, difference.MustMatch));
        Assert.Equal((fact.Of(Manifest), fact.Of(change(Manifest))), (difference.Approved, difference.Now));
        Assert.Equal($"{name} is {difference.Now} now and {difference.Approved} in the baseline", $"{difference}");
        Assert.Equal(fact.MustMatch ? BaselineOutcome.Incomparable : BaselineOutcome.Within, check.Outcome);
        Assert.Equal(fact.MustMatch, File.Exists(_folder.Pair.ReceivedPath));
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public void What_is_not_known_any_more_differs_too(string name)
    {
        var (fact, approved) = (Fact.All.Single(each => each.Name == name), Approved());
        var without = approved with { Facts = approved.Facts.Where(each => each.Key != name).ToDictionary() };

        var difference = Assert.Single(Fact.Differences(approved, without));

        // Of a responder nothing is said where it is as the sender.
        var now = name.StartsWith("responder ", StringComparison.Ordinal) ? approved.Facts[name["responder ".Length..]] : "not known";
        Assert.Equal($"{name} is {now} now and {fact.Of(Manifest)} in the baseline", $"{difference}");
        Assert.Equal(fact.MustMatch, difference.MustMatch);
    }

    [Fact]
    public void Which_have_to_match_is_written_down() => Assert.Equal(
        "scenario, testbed, side, plan, probe, loops, agent build, instance type, cpu, cpus, architecture, kernel, virtualisation, clock source, responder instance type, "
            + "responder cpu, responder cpus, responder architecture, responder kernel, responder virtualisation, responder clock source",
        string.Join(", ", Fact.All.Where(fact => fact.MustMatch).Select(fact => fact.Name)));

    [Fact]
    public void A_mode_or_a_control_that_differs_is_not_compared()
    {
        var approved = Approved();

        Assert.Equal("mode is log now and idle in the baseline", $"{Assert.Single(Fact.Differences(approved, approved with { Mode = "log" }))}");
        Assert.Equal("control is none now and off in the baseline", $"{Assert.Single(Fact.Differences(approved, approved with { Control = "none" }))}");
        Assert.All(Fact.Differences(approved, approved with { Mode = "log", Control = "none", Environment = "x" }), difference => Assert.True(difference.MustMatch));
    }

    [Theory]
    [InlineData("blocks=3,slice=1.25,seed=7")]
    [InlineData("blocks=3,slice=1.25")]
    public void Another_order_of_modes_is_the_same_plan(string plan)
    {
        _folder.Approve(Session(Manifest));

        Assert.Empty(_folder.Check(Session(Manifest with { Plan = plan })).Differences);
    }

    [Theory]
    [InlineData("bytes=4016-8000")]
    [InlineData("reply-bytes=25")]
    [InlineData("connections=2")]
    [InlineData("connections=2,sender-threads=2")]
    [InlineData("burst=100,burst-spacing=5ms")]
    [InlineData("idle=pause")]
    [InlineData("priority=fifo:1")]
    public void Another_load_at_the_same_rate_is_not_compared(string change)
    {
        _folder.Approve(Session(Manifest));

        var check = _folder.Check(Session(Manifest with { Scenario = Scenario.Parse($"market-data,{change}") }));

        Assert.Equal(("scenario", true, BaselineOutcome.Incomparable), (Assert.Single(check.Differences).Name, check.Differences[0].MustMatch, check.Outcome));
    }

    [Fact]
    public void A_timeline_is_the_same_wherever_it_lies_and_another_one_when_its_content_is()
    {
        var here = Scenario.MarketData with { Timeline = new Timeline { Path = "/here/open.csv", Sha256 = new string('a', 64), Messages = 2, PeriodNs = 100_000 } };
        var there = here with { Timeline = here.Timeline with { Path = "/there/open.csv" } };
        var other = here with { Timeline = here.Timeline with { Sha256 = new string('b', 64) } };
        _folder.Approve(Session(Manifest with { Scenario = here }));

        Assert.Empty(_folder.Check(Session(Manifest with { Scenario = there })).Differences);
        Assert.Equal(
            "scenario is market-data,timeline=open@bbbbbbbbbbbb now and market-data,timeline=open@aaaaaaaaaaaa in the baseline",
            $"{Assert.Single(_folder.Check(Session(Manifest with { Scenario = other })).Differences)}");
    }

    [Fact]
    public void A_build_of_the_same_kernel_and_a_commit_of_the_same_version_are_no_difference()
    {
        _folder.Approve(Session(Manifest));

        Assert.Empty(_folder.Check(Session(OfSender(host => host with { Kernel = host.Kernel + " #2 SMP Debian" })(Manifest with { Tool = "1.2.3+0a1b2c" }))).Differences);
    }

    [Fact]
    public void Of_a_responder_on_the_same_machine_nothing_is_said_twice() =>
        Assert.DoesNotContain(Fact.Read(Manifest with { ResponderHost = Sender }).Keys, name => name.StartsWith("responder", StringComparison.Ordinal));

    [Fact]
    public void A_kernel_that_is_new_on_one_of_two_like_machines_is_named_once()
    {
        var (both, newer) = (Manifest with { ResponderHost = Sender }, Sender with { Kernel = "6.2.0" });
        _folder.Approve(Session(both));

        Assert.Equal(["kernel is 6.2.0 now and 6.1.0-18-cloud-amd64 in the baseline"], Told(both with { SenderHost = newer }));
        Assert.Equal(["responder kernel is 6.2.0 now and 6.1.0-18-cloud-amd64 in the baseline"], Told(both with { ResponderHost = newer }));
        Assert.Equal(["kernel is 6.2.0 now and 6.1.0-18-cloud-amd64 in the baseline"], Told(both with { SenderHost = newer, ResponderHost = newer }));

        IEnumerable<string> Told(RecordingManifest manifest) => _folder.Check(Session(manifest)).Differences.Select(difference => $"{difference}");
    }

    public void Dispose() => _folder.Dispose();

    private Baseline Approved()
    {
        _folder.Approve(Session(Manifest));
        return _folder.Pair.ReadApproved()!;
    }

    private static Recording Session(RecordingManifest manifest) => BaselineFolder.Adding(3, blocks: 8).Noted(_ => manifest);

    private static Func<RecordingManifest, RecordingManifest> OfSender(Func<HostFacts, HostFacts> change) => manifest => manifest with { SenderHost = change(manifest.SenderHost!) };

    private static Func<RecordingManifest, RecordingManifest> OfResponder(Func<HostFacts, HostFacts> change) => manifest => manifest with { ResponderHost = change(manifest.ResponderHost!) };
}
