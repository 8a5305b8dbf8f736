using Xunit.Abstractions;

namespace TraceToll.Xunit;

/// <summary>The row of a <see cref="LatencyTheoryAttribute"/> that is running: xunit 2 does not tell a test which one it is.</summary>
/// <param name="Test">Its class and method, with the namespace.</param>
/// <param name="Type">Its class, with the classes around it.</param>
/// <param name="Method">Its method.</param>
/// <param name="Arguments">Its parameters and, as they are written in the row, their values.</param>
internal sealed record RunningTest(string Test, string Type, string Method, IReadOnlyList<KeyValuePair<string, string>> Arguments)
{
    private static readonly AsyncLocal<RunningTest?> Running = new();

    /// <summary>Null outside of a row.</summary>
    public static RunningTest? Current
    {
        get => Running.Value;
        set => Running.Value = value;
    }

    /// <summary>The name of its baseline.</summary>
    public string BaselineName => Baselines.BaselineName.Of(Type, Method, Arguments);

    /// <summary>As xunit writes a row.</summary>
    public string Row => string.Join(", ", Arguments.Select(argument => $"{argument.Key}: {argument.Value}"));

    public static RunningTest Of(ITestMethod method, IEnumerable<object> row)
    {
        var type = method.TestClass.Class.Name;
        var withoutNamespace = type[(type.LastIndexOf('.') + 1)..].Replace('+', '.');
        var names = method.Method.GetParameters().Select(parameter => parameter.Name);
        return new RunningTest(
            $"{type}.{method.Method.Name}", withoutNamespace, method.Method.Name, [.. names.Zip(row, (name, value) => new KeyValuePair<string, string>(name, $"{value}"))]);
    }
}
