using TraceToll.Experiments;
using TraceToll.Experiments.Fleet;
using Xunit;

namespace TraceToll.Tests.Fleet;

public class FleetProgressTests
{
    private readonly List<ExperimentProgress> _told = [];

    [Fact]
    public void A_step_is_told_when_all_are_at_it()
    {
        var pairs = Pairs(2);

        pairs[0].Report(Progress("attaching", "idle", 1));
        pairs[0].Report(Progress("measuring", "idle", 1));
        Assert.Empty(_told);
        pairs[1].Report(Progress("attaching", "idle", 1));
        Assert.Empty(_told);
        pairs[1].Report(Progress("measuring", "idle", 1));

        Assert.Equal(("measuring", "idle", 1), Assert.Single(_told) is var told ? (told.Doing, told.Mode, told.Block) : default);
    }

    [Fact]
    public void Rates_are_summed_and_round_trips_are_those_of_the_middle()
    {
        var pairs = Pairs(3);
        foreach (var pair in pairs)
        {
            pair.Report(Progress("measuring", "off", 1));
        }

        pairs[1].Report(Progress("measuring", "off", 1) with { RatePerSecond = 10, P50Ns = 5, P99Ns = 50 });
        pairs[2].Report(Progress("measuring", "off", 1) with { RatePerSecond = 20, P50Ns = 7, P99Ns = 90 });
        Assert.Single(_told);
        pairs[0].Report(Progress("measuring", "off", 1) with { RatePerSecond = 30, P50Ns = 6, P99Ns = 40 });

        Assert.Equal((60, 6, 50), (_told[^1].RatePerSecond, _told[^1].P50Ns, _told[^1].P99Ns));
        Assert.Equal(("measuring", "off"), (_told[^1].Doing, _told[^1].Mode));
    }

    private static ExperimentProgress Progress(string doing, string mode, int block) => new(doing, mode, block, 0, 0, 0, 0, TimeSpan.Zero, null);

    private List<IProgress<ExperimentProgress>> Pairs(int number)
    {
        var fleet = new FleetProgress(new ProgressTeller(new Listener(_told), TimeProvider.System), number);
        return [.. Enumerable.Range(0, number).Select(fleet.Of)];
    }

    private sealed class Listener(List<ExperimentProgress> told) : IProgress<ExperimentProgress>
    {
        public void Report(ExperimentProgress value) => told.Add(value);
    }
}
