using System.Text.RegularExpressions;

namespace TraceToll.Remote.Ec2;

/// <summary>A hosts.json that a launch has written: of which pair it is, and where that was launched.</summary>
/// <param name="Path">The file.</param>
/// <param name="Pair">The pair.</param>
/// <param name="Region">The pair's region; in another one nobody knows of it.</param>
internal sealed partial record WrittenHosts(string Path, string Pair, string Region)
{
    public static string FirstLine(string pairName, string region) => $"// {pairName} in {region}: written by 'tracetoll hosts up', removed by 'tracetoll hosts down'";

    /// <summary>Null where there is no such file, or somebody else wrote it.</summary>
    public static WrittenHosts? Read(string path)
    {
        try
        {
            return Line().Match(File.ReadLines(path).FirstOrDefault() ?? "") is { Success: true } line ? new WrittenHosts(path, line.Groups[1].Value, line.Groups[2].Value) : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Removes it, and the key that it names.</summary>
    /// <returns>What was removed.</returns>
    public IReadOnlyList<string> Remove() => new PairFiles(Path, $"tracetoll-{Pair}").Remove();

    [GeneratedRegex(@"\A// tracetoll-([0-9]{8}-[0-9]{4}-[0-9a-f]{6}) in ([a-z0-9-]+): ")]
    private static partial Regex Line();
}
