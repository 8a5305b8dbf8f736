using System.Globalization;

namespace TraceToll.Containers;

/// <summary>
/// Whose something is that an engine holds: a process, told from later ones of its id by its start, of a boot of this machine and a
/// namespace of process ids. Written on all that is made, as labels.
/// </summary>
internal sealed record Owner(int ProcessId, long StartTicks, string Boot, string ProcessIds)
{
    public const string Label = "org.tracetoll.owner";
    private const string BootLabel = "org.tracetoll.boot";
    private const string ProcessIdsLabel = "org.tracetoll.pidns";

    public static Owner Me { get; } = new(
        Environment.ProcessId,
        ProcessStart.Read(Environment.ProcessId) ?? 0,
        File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim(),
        new FileInfo("/proc/self/ns/pid").LinkTarget ?? "");

    public IReadOnlyDictionary<string, string> Labels => new Dictionary<string, string>
    {
        [Label] = string.Create(CultureInfo.InvariantCulture, $"{ProcessId}:{StartTicks}"),
        [BootLabel] = Boot,
        [ProcessIdsLabel] = ProcessIds,
    };

    /// <summary>Whether what carries these labels may go: its owner is dead, or this process, which is done with it.</summary>
    public static bool IsLeftOver(IDictionary<string, string>? labels)
    {
        if (Read(labels) is not { } owner)
        {
            return false;
        }

        // Processes of another namespace cannot be seen from here: theirs is left alone while this boot lasts.
        return owner.Boot != Me.Boot || owner == Me || (owner.ProcessIds == Me.ProcessIds && ProcessStart.Read(owner.ProcessId) != owner.StartTicks);
    }

    private static Owner? Read(IDictionary<string, string>? labels) =>
        labels != null && labels.TryGetValue(Label, out var text) && text.Split(':') is [var process, var start]
            && int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && long.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && labels.TryGetValue(BootLabel, out var boot) && labels.TryGetValue(ProcessIdsLabel, out var processIds)
            ? new Owner(id, ticks, boot, processIds)
            : null;
}
