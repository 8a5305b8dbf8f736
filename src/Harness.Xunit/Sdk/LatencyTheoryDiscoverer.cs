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
        return [new LatencyTestCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod, dataRow)];
    }
}
