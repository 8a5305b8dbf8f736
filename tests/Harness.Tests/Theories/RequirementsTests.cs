using TraceToll.Experiments;
using TraceToll.Scenarios;
using TraceToll.Tests.Support;
using TraceToll.Tests.Testbeds;
using TraceToll.Tracing;
using TraceToll.Xunit;
using Xunit;

namespace TraceToll.Tests.Theories;

[Collection(Requiring.Collection)]
public class RequirementsTests
{
    private static readonly FakeTestbed Absent = new() { Missing = "there are no fakes here; buy some" };

    [Fact]
    public async Task A_testbed_that_is_absent_is_skipped_with_reason_and_remedy()
    {
        using var environment = new Requiring("netns", required: false);

        var skipped = await Assert.ThrowsAsync<SkipException>(() => CheckAsync(Absent, TracingMode.Off));

        Assert.Equal("there are no fakes here; buy some", skipped.Message);
        Assert.Equal(0, Absent.Opened);
    }

    [Fact]
    public async Task A_testbed_that_is_absent_fails_where_it_is_required()
    {
        using var environment = new Requiring("netns", required: true);

        var failure = await Assert.ThrowsAsync<RigFailureException>(() => CheckAsync(Absent, TracingMode.Off));

        Assert.Equal("TRACETOLL_REQUIRE names netns, but there are no fakes here; buy some", failure.Message);
    }

    [Fact]
    public async Task A_testbed_that_is_there_is_not_opened_where_nothing_is_traced()
    {
        var testbed = new FakeTestbed("untraced");

        await CheckAsync(testbed, TracingMode.Planted);

        Assert.Equal(0, testbed.Opened);
    }

    [Fact]
    public async Task A_testbed_is_opened_once_to_see_what_can_be_traced_there()
    {
        var testbed = new FakeTestbed("looked at");

        await CheckOrSkipAsync();
        await CheckOrSkipAsync();

        Assert.Equal((1, 1), (testbed.Opened, testbed.Closed));

        async Task CheckOrSkipAsync()
        {
            try
            {
                await CheckAsync(testbed, TracingMode.Idle);
            }
            catch (Exception absent) when (absent is SkipException or RigFailureException)
            {
                // Where nothing can be traced; it was looked all the same.
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Both_ends_on_one_machine_are_not_two_machines(bool required)
    {
        using var environment = new Requiring("machines", required);
        var testbed = new FakeTestbed("one machine");

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => Requirements.TwoMachinesAsync(testbed));

        Assert.Equal(required ? typeof(RigFailureException) : typeof(SkipException), refused.GetType());
        Assert.EndsWith("both ends of the testbed one machine are on one machine; name two machines in hosts.json", refused.Message, StringComparison.Ordinal);
        Assert.Equal((1, 1), (testbed.Opened, testbed.Closed));
        await Requirements.TwoMachinesAsync(new FakeTestbed("two machines") { TwoMachines = true });
    }

    private static Task CheckAsync(FakeTestbed testbed, TracingMode mode) =>
        Requirements.CheckAsync(Experiment.Of(Scenario.MarketData).On(testbed).Compare(mode), _ => { });
}
