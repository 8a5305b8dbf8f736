using System.Globalization;

namespace TraceToll.Tests.EndToEnd;

/// <summary>What /proc says of processes and of the BPF programs that they hold.</summary>
internal static class ProcessTree
{
    public static IEnumerable<int> Below(int process)
    {
        var parents = All().Select(each => (Id: each, Parent: Parent(each))).ToList();
        List<int> found = [process];
        for (var i = 0; i < found.Count; i++)
        {
            found.AddRange(parents.Where(each => each.Parent == found[i]).Select(each => each.Id));
        }

        return found.Skip(1);
    }

    public static string CommandLine(int process) => Read(process, "cmdline").Replace('\0', ' ');

    /// <summary>A zombie is dead: it only waits for somebody to ask how it died.</summary>
    public static bool IsAlive(int process)
    {
        var stat = Read(process, "stat");
        return stat.Length > 0 && stat[(stat.LastIndexOf(')') + 2)..][0] != 'Z';
    }

    /// <summary>The nice value of each of its threads.</summary>
    public static IEnumerable<int> Priorities(int process) => Try(() => Directory.GetDirectories($"/proc/{process}/task"), [])
        .Select(thread => Try(() => File.ReadAllText($"{thread}/stat"), ""))
        .Where(stat => stat.Length > 0)
        .Select(stat => int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[16], CultureInfo.InvariantCulture));

    /// <summary>The ids of the BPF programs that any process holds.</summary>
    public static IReadOnlySet<string> HeldPrograms() => All().SelectMany(ProgramsOf).ToHashSet();

    public static IEnumerable<string> ProgramsOf(int process)
    {
        var folder = $"/proc/{process}/fdinfo";
        return Try(() => Directory.GetFiles(folder), [])
            .SelectMany(file => Try(() => File.ReadAllLines(file), []))
            .Where(line => line.StartsWith("prog_id:", StringComparison.Ordinal))
            .Select(line => line["prog_id:".Length..].Trim());
    }

    public static IEnumerable<int> All() => Directory.GetDirectories("/proc")
        .Select(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0);

    private static int Parent(int process)
    {
        var stat = Read(process, "stat");
        return stat.Length == 0 ? 0 : int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
    }

    private static string Read(int process, string file) => Try(() => File.ReadAllText($"/proc/{process}/{file}"), "");

    // Processes end while one looks at them.
    private static T Try<T>(Func<T> read, T otherwise)
    {
        try
        {
            return read();
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return otherwise;
        }
    }
}
