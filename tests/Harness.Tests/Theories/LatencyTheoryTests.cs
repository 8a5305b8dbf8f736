using System.Reflection;
using TraceToll.Hosts;
using TraceToll.Tracing;
using TraceToll.Xunit;
using TraceToll.Xunit.Sdk;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace TraceToll.Tests.Theories;

public class LatencyTheoryTests
{
    /// <summary>Found by the same discoverer that xunit would use, and not by xunit: its rows are no tests of this assembly.</summary>
    [Fact]
    public void Each_row_is_a_test_with_a_stable_name_and_traits()
    {
        var cases = Discover(nameof(Suite.Is_a_suite));

        Assert.All(cases, each => Assert.IsType<LatencyTestCase>(each));
        Assert.Equal(
            [
                "TraceToll.Tests.Theories.Suite.Is_a_suite(testbed: loopback, mode: idle)",
                "TraceToll.Tests.Theories.Suite.Is_a_suite(testbed: loopback, mode: log)",
            ],
            cases.Select(each => each.DisplayName));
        Assert.Equal(["loopback", "loopback"], cases.Select(each => Assert.Single(each.Traits["Testbed"])));
        Assert.Equal(["idle", "log"], cases.Select(each => Assert.Single(each.Traits["Tracing"])));
        Assert.Equal(2, cases.Select(each => each.UniqueID).Distinct().Count());
        Assert.Equal(Discover(nameof(Suite.Is_a_suite)).Select(each => each.UniqueID), cases.Select(each => each.UniqueID));
    }

    [Fact]
    public void A_row_survives_the_way_to_the_process_that_runs_it()
    {
        var row = Discover(nameof(Suite.Is_a_suite))[0];

        var copy = SerializationHelper.Deserialize<IXunitTestCase>(SerializationHelper.Serialize(row));

        Assert.IsType<LatencyTestCase>(copy);
        Assert.Equal((row.DisplayName, row.UniqueID), (copy.DisplayName, copy.UniqueID));
        Assert.Equal(row.Traits.OrderBy(trait => trait.Key), copy.Traits.OrderBy(trait => trait.Key));
    }

    [Fact]
    public void Testbeds_without_tracing_says_what_is_missing()
    {
        var method = typeof(Suite).GetMethod(nameof(Suite.Lacks_its_modes))!;

        var wrong = Assert.Throws<InvalidOperationException>(() => method.GetCustomAttribute<TestbedsAttribute>()!.GetData(method));

        Assert.Equal("Lacks_its_modes has [Testbeds] but no [Tracing]; say which modes it measures, such as [Tracing(\"idle\")]", wrong.Message);
    }

    [Fact]
    public void Testbeds_without_tracing_is_a_failing_test_not_a_missing_one()
    {
        var only = Assert.Single(Discover(nameof(Suite.Lacks_its_modes)));

        // xunit puts off to the run what it cannot enumerate; there the exception fails the test.
        Assert.StartsWith("TraceToll.Tests.Theories.Suite.Lacks_its_modes", only.DisplayName, StringComparison.Ordinal);
        Assert.True(only is XunitTheoryTestCase or ExecutionErrorTestCase, $"{only.GetType()} would run without rows");
    }

    [Fact]
    public async Task Rows_are_run_with_typed_arguments()
    {
        Suite.Ran.Clear();
        List<string> failures = [];
        foreach (var row in Discover(nameof(Suite.Is_a_suite)))
        {
            using var bus = new Bus(message => failures.AddRange((message as ITestFailed)?.Messages ?? []));
            using var cancel = new CancellationTokenSource();
            var summary = await row.RunAsync(new NullMessageSink(), bus, [], new ExceptionAggregator(), cancel);
            Assert.Equal((1, 0, 0), (summary.Total, summary.Failed, summary.Skipped));
        }

        Assert.Empty(failures);
        Assert.Equal([(Testbed.Loopback, TracingMode.Idle), (Testbed.Loopback, TracingMode.LogEverything)], Suite.Ran);
    }

    [Fact]
    public async Task What_is_absent_is_skipped_with_its_reason()
    {
        List<string> reasons = [];
        using var bus = new Bus(message => reasons.AddRange(message is ITestSkipped skipped ? [skipped.Reason] : []));
        using var cancel = new CancellationTokenSource();

        var summary = await Discover(nameof(Suite.Is_skipped))[0].RunAsync(new NullMessageSink(), bus, [], new ExceptionAggregator(), cancel);

        Assert.Equal((1, 0, 1), (summary.Total, summary.Failed, summary.Skipped));
        Assert.Equal(["no tracer; install one"], reasons);
    }

    [Fact]
    public async Task A_name_that_is_not_known_fails_the_test_with_those_that_are()
    {
        List<string> failures = [];
        using var bus = new Bus(message => failures.AddRange((message as ITestFailed)?.Messages ?? []));
        using var cancel = new CancellationTokenSource();
        var row = Assert.Single(Discover(nameof(Suite.Is_on_the_moon)));
        Assert.NotEmpty(row.UniqueID);

        var summary = await row.RunAsync(new NullMessageSink(), bus, [], new ExceptionAggregator(), cancel);

        Assert.Equal((1, 1, 0), (summary.Total, summary.Failed, summary.Skipped));
        Assert.Contains(failures, message => message.Contains("'moon' is no testbed; known are loopback, ", StringComparison.Ordinal));
    }

    private static List<IXunitTestCase> Discover(string name)
    {
        var assembly = new TestAssembly(Reflector.Wrap(typeof(Suite).Assembly));
        var collection = new TestCollection(assembly, null, "suite");
        var method = new TestMethod(new TestClass(collection, Reflector.Wrap(typeof(Suite))), Reflector.Wrap(typeof(Suite).GetMethod(name)!));
        var theory = method.Method.GetCustomAttributes(typeof(LatencyTheoryAttribute)).Single();
        return [.. new LatencyTheoryDiscoverer(new NullMessageSink()).Discover(new NoOptions(), method, theory)];
    }

    private sealed class NoOptions : ITestFrameworkDiscoveryOptions
    {
        public TValue GetValue<TValue>(string name) => default!;

        public void SetValue<TValue>(string name, TValue value) => throw new NotSupportedException();
    }

    private sealed class Bus(Action<IMessageSinkMessage> take) : IMessageBus
    {
        public bool QueueMessage(IMessageSinkMessage message)
        {
            take(message);
            return true;
        }

        public void Dispose()
        {
        }
    }
}
