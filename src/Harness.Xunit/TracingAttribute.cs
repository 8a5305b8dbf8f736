namespace TraceToll.Xunit;

/// <summary>The tracing modes of a <see cref="LatencyTheoryAttribute"/>, by name; the theory's second parameter.</summary>
/// <param name="modes">Names that <see cref="Tracing.TracingMode.Parse"/> knows, such as <c>idle</c> and <c>log</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TracingAttribute(params string[] modes) : Attribute
{
    /// <summary>The names.</summary>
    public IReadOnlyList<string> Modes { get; } = modes;
}
