using Xunit;
using Xunit.Sdk;

namespace TraceToll.Xunit;

/// <summary>
/// A theory that measures. Its rows come from <see cref="TestbedsAttribute"/> and <see cref="TracingAttribute"/>: every testbed with
/// every mode. Each row is a test of its own, with the traits <c>Testbed</c> and <c>Tracing</c>
/// (<c>dotnet test --filter Testbed=loopback</c>). What is absent on the machine is skipped, with the reason and the remedy.
/// </summary>
[XunitTestCaseDiscoverer("TraceToll.Xunit.Sdk.LatencyTheoryDiscoverer", "TraceToll.Xunit")]
public sealed class LatencyTheoryAttribute : SkippableTheoryAttribute;
