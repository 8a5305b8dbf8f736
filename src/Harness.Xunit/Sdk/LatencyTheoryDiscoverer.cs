using Xunit.Abstractions;
using Xunit.Sdk;

namespace TraceToll.Xunit.Sdk;

/// <summary>Makes each row of a <see cref="LatencyTheoryAttribute"/> a test case of its own. Found by xunit, by its name.</summary>
/// <param name="diagnosticMessageSink">Where xunit takes diagnostic messages.</param>
public sealed class LatencyTheoryDiscoverer(IMessageSink diagnosticMessageSink) : TheoryDiscoverer(diagnosticMessageSink)
{
    /// <inheritdoc/>
    protected override IEnumerable<IXunitTestCase> CreateTestCasesForDataRow(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute, object[] dataRow)
    {
        ArgumentNullException.ThrowIfNull(discoveryOptions);
        ArgumentNullException.ThrowIfNull(testMethod);
        var (display, options) = (discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault());
        try
        {
            testMethod.Method.ToRuntimeMethod().ResolveMethodArguments(dataRow);
            return [new LatencyTestCase(DiagnosticMessageSink, display, options, testMethod, dataRow)];
        }
        catch (FormatException unknown)
        {
            // A name that nothing is known by. Thrown here, it would leave the suite without the row, and green.
            return [new ExecutionErrorTestCase(DiagnosticMessageSink, display, options, testMethod, unknown.Message)];
        }
    }
}
