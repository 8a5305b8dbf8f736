using System.Reflection;
using Xunit.Sdk;

namespace TraceToll.Xunit;

/// <summary>The testbeds of a <see cref="LatencyTheoryAttribute"/>, by name; the theory's first parameter.</summary>
/// <param name="names">Names that <see cref="Hosts.Testbed.Parse"/> knows, such as <c>loopback</c>.</param>
public sealed class TestbedsAttribute(params string[] names) : DataAttribute
{
    /// <summary>The names.</summary>
    public IReadOnlyList<string> Names { get; } = names;

    /// <inheritdoc/>
    public override IEnumerable<object[]> GetData(MethodInfo testMethod)
    {
        ArgumentNullException.ThrowIfNull(testMethod);
        var tracing = testMethod.GetCustomAttribute<TracingAttribute>()
            ?? throw new InvalidOperationException($"{testMethod.Name} has [Testbeds] but no [Tracing]; say which modes it measures, such as [Tracing(\"idle\")]");
        return from name in Names from mode in tracing.Modes select new object[] { name, mode };
    }
}
