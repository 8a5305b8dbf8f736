using TraceToll.Xunit;
using TraceToll.Xunit.Sdk;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace TraceToll.Tests.Theories;

/// <summary>The rows of <see cref="Suite"/>, found and run as xunit would do it, and not by xunit: they are no tests of this assembly.</summary>
internal static class SuiteRows
{
    public static List<IXunitTestCase> Discover(string method) => Discover(typeof(Suite), method);

    public static List<IXunitTestCase> Discover(Type suite, string name)
    {
        var assembly = new TestAssembly(Reflector.Wrap(suite.Assembly));
        var collection = new TestCollection(assembly, null, "suite");
        var method = new TestMethod(new TestClass(collection, Reflector.Wrap(suite)), Reflector.Wrap(suite.GetMethod(name)!));
        var theory = method.Method.GetCustomAttributes(typeof(LatencyTheoryAttribute)).Single();
        return [.. new LatencyTheoryDiscoverer(new NullMessageSink()).Discover(new NoOptions(), method, theory)];
    }

    /// <summary>Runs a row; what became of it, with the reason where it was skipped or failed.</summary>
    public static async Task<(RunSummary Summary, string Reason)> RunAsync(IXunitTestCase row)
    {
        List<string> reasons = [];
        using var bus = new Bus(message => reasons.AddRange(message switch { ITestSkipped skipped => [skipped.Reason], ITestFailed failed => failed.Messages, _ => [] }));
        using var cancel = new CancellationTokenSource();
        return (await row.RunAsync(new NullMessageSink(), bus, [], new ExceptionAggregator(), cancel), string.Join('\n', reasons));
    }

    internal sealed class Bus(Action<IMessageSinkMessage> take) : IMessageBus
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

    private sealed class NoOptions : ITestFrameworkDiscoveryOptions
    {
        public TValue GetValue<TValue>(string name) => default!;

        public void SetValue<TValue>(string name, TValue value) => throw new NotSupportedException();
    }
}
