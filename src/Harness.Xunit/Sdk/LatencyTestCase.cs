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
    public override void Serialize(IXunitSerializationInfo data) => WithRow(() =>
    {
        base.Serialize(data);
        return true;
    });

    /// <inheritdoc/>
    protected override string GetUniqueID() => WithRow(base.GetUniqueID);

    /// <inheritdoc/>
    protected override void Initialize()
    {
        base.Initialize();
        // By position, as TestbedsAttribute gives them.
        if (TestMethodArguments is [var testbed, var mode])
        {
            Traits["Testbed"] = [$"{testbed}"];
            Traits["Tracing"] = [$"{mode}"];
        }
    }

    /// <summary>
    /// xunit has turned the row's names into testbeds and modes, which it cannot write down; it can write the names, and turns them
    /// again when it reads them.
    /// </summary>
    private T WithRow<T>(Func<T> write)
    {
        var converted = TestMethodArguments;
        TestMethodArguments = [.. converted.Select(argument => $"{argument}")];
        try
        {
            return write();
        }
        finally
        {
            TestMethodArguments = converted;
        }
    }
}
