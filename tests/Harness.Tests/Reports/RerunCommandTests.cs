using TraceToll.Reports;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Reports;

public class RerunCommandTests
{
    [Fact]
    public void Plants_the_same_delay_again()
    {
        using var other = new Culture("de-DE");
        var planted = RecordingSamples.Manifest with { Modes = ["off", "planted", "idle", "off-again"], PlantedDelayNs = 1_500, PlantedSide = "both" };

        Assert.Equal(
            "./tracetoll measure --scenario market-data --modes planted,idle --planted-delay 1500ns --planted-side both --side sender --plan blocks=3,slice=1.25,seed=1",
            RerunCommand.Of(planted));
        Assert.DoesNotContain("planted", RerunCommand.Of(RecordingSamples.Manifest), StringComparison.Ordinal);
    }
}
