using TraceToll.Experiments;
using TraceToll.Recordings;
using TraceToll.Scenarios;
using TraceToll.Tests.Support;
using TraceToll.Tracing;
using Xunit;

namespace TraceToll.Tests.Analysis;

/// <summary>A session without hosts: blocks are added to the recording as a runner would, and looked at.</summary>
public sealed class LookingTests : IDisposable
{
    private const string Rule = "steal=20";
    private static readonly Experiment Asked = Experiment.Of(Scenario.MarketData).Compare(TracingMode.Idle);

    private readonly TemporaryFolder _folder = new();
    private readonly List<int> _lookedAt = [];

    [Fact]
    public void Without_a_budget_every_block_is_measured_and_none_looked_at()
    {
        var writer = Writer();

        Assert.Equal(20, Run(new Looking(Context(Asked, writer), 20), writer));
        Assert.Null(writer.Manifest.Looks);
    }

    [Fact]
    public void Looks_at_the_planned_moments()
    {
        var writer = Writer();

        Assert.Equal(40, Run(new Looking(Context(Until(_ => false), writer), 40), writer));

        Assert.Equal([12, 16, 24, 32, 40], _lookedAt);
        Assert.Equal(_lookedAt, writer.Manifest.Looks!.Taken);
        Assert.Equal((false, 0.5), (writer.Manifest.Looks.EndedByLimit, writer.Manifest.Looks.Share));
    }

    [Theory]
    [InlineData(12, new[] { 12 })]
    [InlineData(13, new[] { 12, 16 })]
    [InlineData(24, new[] { 12, 16, 24 })]
    public void Stops_at_the_first_look_that_knows(int knownFrom, int[] taken)
    {
        var writer = Writer();

        Assert.Equal(taken[^1], Run(new Looking(Context(Until(blocks => blocks >= knownFrom), writer), 40), writer));

        Assert.Equal(taken, writer.Manifest.Looks!.Taken);
        Assert.Equal([12, 16, 24, 32, 40], writer.Manifest.Looks.Planned);
    }

    [Fact]
    public void The_looks_are_in_the_recording_before_the_first_block()
    {
        var writer = Writer();

        _ = new Looking(Context(Until(_ => false), writer), 40);

        Assert.Equal([12, 16, 24, 32, 40], Recording.Load(_folder.Path).Manifest.Looks!.Planned);
    }

    [Fact]
    public void Measures_again_what_the_rule_leaves_out()
    {
        var writer = Writer();

        // Every fifth block is disturbed.
        var measured = Run(new Looking(Context(Until(_ => false), writer), 20), writer, block => block % 5 == 0);

        Assert.Equal((24, 20), (measured, Usable(writer)));
        Assert.Equal([12, 16, 20], _lookedAt);
        Assert.False(writer.Manifest.Looks!.EndedByLimit);
    }

    [Fact]
    public void Looks_once_at_as_many_usable_blocks()
    {
        var writer = Writer();

        // After the twelfth come three that are left out.
        Run(new Looking(Context(Until(_ => false), writer), 20), writer, block => block is 13 or 14 or 15);

        Assert.Equal([12, 16, 20], _lookedAt);
    }

    [Fact]
    public void Does_not_measure_again_for_ever()
    {
        var writer = Writer();

        var measured = Run(new Looking(Context(Until(_ => false), writer), 20), writer, block => block > 13);

        // Twice as many as were asked for; 13 of them can be used.
        Assert.Equal((40, 13), (measured, Usable(writer)));
        Assert.Equal([12, 13], writer.Manifest.Looks!.Taken);
        Assert.Equal((true, 1 - (0.5 / 2)), (writer.Manifest.Looks.EndedByLimit, writer.Manifest.Looks.Share));
    }

    [Fact]
    public void Without_a_budget_it_does_not_measure_again_for_ever_either()
    {
        var writer = Writer();

        Assert.Equal(40, Run(new Looking(Context(Asked, writer), 20), writer, _ => true));
        Assert.Null(writer.Manifest.Looks);
    }

    [Theory]
    [InlineData(5, new[] { 5 })]
    [InlineData(20, new[] { 12, 16, 20 })]
    // Just looked at: once more would be another look at the same.
    [InlineData(16, new[] { 12, 16 })]
    public void The_clock_makes_what_is_there_the_last_look(int blocks, int[] taken)
    {
        var writer = Writer();
        var looking = new Looking(Context(Until(_ => false), writer), 40);
        for (var block = 1; looking.GoesOn(block) && block <= blocks; block++)
        {
            Add(writer, block, disturbed: false);
        }

        looking.EndByLimit();

        var looks = Recording.Load(_folder.Path).Manifest.Looks!;
        Assert.Equal(taken, looks.Taken);
        Assert.True(looks.EndedByLimit);
        Assert.Equal(1 - ((taken.Length - 1) * 0.5 / 4), looks.Share, 1e-9);
    }

    [Fact]
    public void A_limit_without_a_budget_notes_no_look()
    {
        var writer = Writer();
        var looking = new Looking(Context(Asked, writer), 40);

        looking.EndByLimit();

        Assert.Null(writer.Manifest.Looks);
    }

    public void Dispose() => _folder.Dispose();

    private RecordingWriter Writer() => new(_folder.Path, RecordingSamples.Manifest with { Modes = ["off", "idle", "off-again"], Exclusion = Rule });

    private Experiment Until(Func<int, bool> isKnown) => Asked.Until(new Dictionary<string, string>(), soFar =>
    {
        _lookedAt.Add(soFar.Compared.Select(slice => slice.Block).Distinct().Count());
        return isKnown(_lookedAt[^1]);
    }, _ => null);

    private static RunContext Context(Experiment experiment, RecordingWriter writer) => new(
        experiment, Testbed: null!, experiment.Modes, Probe: null, RunCounts: true, LoopPlacement.For(experiment.Scenario, sharedCpus: 2, Samples.Host, Samples.Host), writer, new ProgressTeller(null, TimeProvider.System));

    /// <summary>As a runner does.</summary>
    /// <returns>How many blocks were measured.</returns>
    private static int Run(Looking looking, RecordingWriter writer, Func<int, bool>? disturbed = null)
    {
        var measured = 0;
        for (var block = 1; looking.GoesOn(block); block++)
        {
            Add(writer, block, disturbed?.Invoke(block) == true);
            measured++;
        }

        return measured;
    }

    private static void Add(RecordingWriter writer, int block, bool disturbed)
    {
        foreach (var mode in writer.Manifest.Modes)
        {
            var slice = Sessions.Slice(block, mode, 100, samples: 1);
            var witness = slice.Measured.Witness with { StealMs = disturbed && mode == "idle" ? 21 : 20 };
            writer.Add(slice with { Measured = slice.Measured with { Witness = witness } });
        }
    }

    private static int Usable(RecordingWriter writer) => new Recording(writer.Manifest, writer.Slices).Compared.Select(slice => slice.Block).Distinct().Count();
}
