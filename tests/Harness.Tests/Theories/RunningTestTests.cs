using TraceToll.Tests.Support;
using TraceToll.Xunit;
using Xunit;

namespace TraceToll.Tests.Theories;

/// <summary>A row knows which one it is while it runs, and so does what it calls.</summary>
[Collection(Requiring.Collection)]
public class RunningTestTests
{
    [Theory]
    [InlineData(typeof(Suite), "TraceToll.Tests.Theories.Suite.Does", "Suite.Does_testbed=loopback_mode=idle")]
    [InlineData(typeof(Suite.Inner), "TraceToll.Tests.Theories.Suite+Inner.Does", "Suite.Inner.Does_testbed=loopback_mode=idle")]
    public async Task Is_known_in_the_row_and_not_after_it(Type suite, string test, string baseline)
    {
        List<RunningTest?> seen = [];
        Suite.Body = async () =>
        {
            seen.Add(RunningTest.Current);
            await Task.Run(() => seen.Add(RunningTest.Current));
        };

        var (summary, reason) = await SuiteRows.RunAsync(Assert.Single(SuiteRows.Discover(suite, "Does")));

        Assert.Equal((1, 0, ""), (summary.Total, summary.Failed, reason));
        Assert.Equal(2, seen.Count);
        Assert.All(seen, current => Assert.Equal((test, "testbed: loopback, mode: idle", baseline), (current?.Test, current?.Row, current?.BaselineName)));
        Assert.Null(RunningTest.Current);
    }

    [Fact]
    public async Task Is_not_known_after_a_row_that_failed()
    {
        Suite.Body = () => throw new InvalidOperationException("no luck");

        var (summary, reason) = await SuiteRows.RunAsync(Assert.Single(SuiteRows.Discover("Does")));

        Assert.Equal((1, "no luck"), (summary.Failed, reason));
        Assert.Null(RunningTest.Current);
    }

    [Fact]
    public async Task Rows_that_run_at_the_same_time_do_not_see_each_other()
    {
        var names = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(async () =>
        {
            RunningTest.Current = new RunningTest("Test", "Type", $"Method{number}", []);
            await Task.Delay(1);
            return RunningTest.Current.BaselineName;
        })));

        Assert.Equal(Enumerable.Range(0, 8).Select(number => $"Type.Method{number}"), names);
        Assert.Null(RunningTest.Current);
    }
}
