using Xunit.Abstractions;

namespace TraceToll.Tests.Support;

/// <summary>A test's output, kept.</summary>
internal sealed class TestOutput : ITestOutputHelper
{
    public string Text { get; private set; } = "";

    public void WriteLine(string message) => Text += message + "\n";

    public void WriteLine(string format, params object[] args) => throw new NotSupportedException();
}
