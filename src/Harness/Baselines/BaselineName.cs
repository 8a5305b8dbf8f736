using System.Globalization;
using System.Text;
using TraceToll.Recordings;

namespace TraceToll.Baselines;

/// <summary>Names of baselines, as Verify makes them of tests: <c>Class.Method_parameter=value_parameter=value</c>.</summary>
public static class BaselineName
{
    // What some file system takes for something else; Verify replaces the same ones, on all systems.
    private const string Forbidden = "\"\\<>|:*?/";

    // File systems take 255 bytes; the longest ending is that of a file which is being written, `.received.json.01234567.new`.
    private const int MostBytes = 220;

    /// <summary>The name of a test's row.</summary>
    /// <param name="type">The test's class, with the classes around it: <c>Outer.Inner</c>.</param>
    /// <param name="method">The test's method.</param>
    /// <param name="parameters">Its parameters in their order, with their values as text.</param>
    /// <exception cref="FormatException">The name is too long for a file.</exception>
    public static string Of(string type, string method, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Checked(string.Concat([$"{type}.{method}", .. parameters.Select(parameter => $"_{parameter.Key}={Clean(parameter.Value)}")]));
    }

    /// <summary>The name, where a file can have it.</summary>
    /// <exception cref="FormatException">A file cannot have it, or not on every system.</exception>
    internal static string Checked(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length == 0 || name != Clean(name) || name.StartsWith('.') || name.Trim() != name
            ? throw new FormatException($"'{Clean(name)}' can be no baseline's name; take letters, digits, spaces inside, and _ - = , . # ( )")
            : Encoding.UTF8.GetByteCount(name) > MostBytes
            ? throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"'{name}' has {Encoding.UTF8.GetByteCount(name)} bytes and a baseline's name {MostBytes} at most; give a shorter one"))
            : name;
    }

    /// <summary>An environment's name, where a folder can have it.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    internal static string CheckedEnvironment(string name) => EnvironmentName.IsName(name)
        ? name
        : throw new FormatException($"'{Clean(name)}' is no name of an environment; {EnvironmentName.Allowed}");

    private static string Clean(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) || Forbidden.Contains(character, StringComparison.Ordinal) ? '-' : character));
}
