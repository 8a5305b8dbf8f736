using System.ComponentModel;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace TraceToll.Xunit.Sdk;

/// <summary>A row of a <see cref="LatencyTheoryAttribute"/>: its arguments are its traits too, so that rows can be filtered.</summary>
public sealed class LatencyTestCase : SkippableFactTestCase
{
    private static readonly string[] Skipping = [typeof(SkipException).FullName!];

    /// <summary>For xunit, which creates test cases anew in the process that runs them.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("For xunit's deserializer only")]
    public LatencyTestCase()
    {
    }

    /// <summary>Creates the test case of a row.</summary>
    public LatencyTestCase(
        IMessageSink diagnosticMessageSink, TestMethodDisplay display, TestMethodDisplayOptions displayOptions, ITestMethod testMethod, object[] row)
        : base(Skipping, diagnosticMessageSink, display, displayOptions, testMethod, row)
    {
    }

    /// <inheritdoc/>
    public override async Task<RunSummary> RunAsync(
        IMessageSink diagnosticMessageSink, IMessageBus messageBus, object[] constructorArguments, ExceptionAggregator aggregator, CancellationTokenSource cancellationTokenSource)
    {
        // Asked for while the names are still there, as it is made of them.
        _ = UniqueID;
        var row = TestMethodArguments;
        RunningTest.Current = RunningTest.Of(TestMethod, row);
        TestMethodArguments = TestMethod.Method.ToRuntimeMethod().ResolveMethodArguments(row);
        try
        {
            var summary = await base.RunAsync(diagnosticMessageSink, messageBus, constructorArguments, aggregator, cancellationTokenSource);
            SuiteSummary.Ended(summary.Failed > 0, summary.Skipped > 0);
            return summary;
        }
        finally
        {
            TestMethodArguments = row;
            RunningTest.Current = null;
        }
    }

    /// <inheritdoc/>
    protected override void Initialize()
    {
        // xunit replaces the names by what they stand for, which it then cannot serialize: the row would be lost without a word. They
        // are kept as they are, and replaced when the row is run.
        var row = TestMethodArguments;
        base.Initialize();
        TestMethodArguments = row;
        // By position, as TestbedsAttribute gives them.
        if (TestMethodArguments is [var testbed, var mode])
        {
            Traits["Testbed"] = [$"{testbed}"];
            Traits["Tracing"] = [$"{mode}"];
        }
    }
}
