using System.Globalization;
using System.Text.RegularExpressions;

namespace TraceToll.Containers;

/// <summary>What each of the containers may use.</summary>
/// <param name="Cpus">A CPU list in the kernel's words, such as <c>0-1</c> or <c>0,2</c>; null: all.</param>
/// <param name="MemoryBytes">The most memory, swap included; null: no limit.</param>
internal sealed partial record ContainerLimits(string? Cpus, long? MemoryBytes)
{
    // The agent itself takes about 20 MiB; engines refuse less than 6.
    private const long LeastMemoryBytes = 32L << 20;
    private const long MostMemoryBytes = 1L << 50;

    /// <summary>Reads the parameters of a testbed's name, such as <c>cpus=0-1,memory=256m</c>; a list of CPUs may have commas of its own.</summary>
    public static ContainerLimits Parse(string name, string parameters)
    {
        var limits = new ContainerLimits(null, null);
        foreach (var parameter in Parameter().Split(parameters).Where(each => each.Length > 0))
        {
            var (key, value) = parameter.Split('=', 2) is [var first, var second] ? (first, second) : (parameter, "");
            limits = (key, limits) switch
            {
                ("cpus", { Cpus: null }) => limits with { Cpus = CpuList().IsMatch(value) ? value : throw Wrong(name, $"'{value}' is no list of CPUs, such as 0-1 or 0,2") },
                ("memory", { MemoryBytes: null }) => limits with { MemoryBytes = ReadMemory(name, value) },
                ("cpus" or "memory", _) => throw Wrong(name, $"{key} is given twice"),
                _ => throw Wrong(name, $"'{parameter}' is no parameter of containers; known are cpus=LIST and memory=SIZE"),
            };
        }

        return limits;
    }

    private static long ReadMemory(string name, string value)
    {
        var match = Size().Match(value);
        var bytes = match.Success && long.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number << (match.Groups[2].Value switch { "k" => 10, "m" => 20, _ => 30 })
            : 0;
        return bytes is >= LeastMemoryBytes and <= MostMemoryBytes
            ? bytes
            : throw Wrong(name, $"'{value}' is no size of memory; allowed are 32m and more, such as 256m or 1g");
    }

    private static FormatException Wrong(string name, string reason) => new($"'{name}' is no testbed: {reason}");

    // A comma separates parameters only where a letter follows.
    [GeneratedRegex(",(?![0-9])")]
    private static partial Regex Parameter();

    [GeneratedRegex("^[0-9]{1,4}(-[0-9]{1,4})?(,[0-9]{1,4}(-[0-9]{1,4})?)*$")]
    private static partial Regex CpuList();

    [GeneratedRegex("^([0-9]{1,9})([kmg])$")]
    private static partial Regex Size();
}
