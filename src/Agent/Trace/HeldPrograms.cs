using TraceToll.Protocol;

namespace TraceToll.Agent.Trace;

/// <summary>The BPF programs that processes hold open.</summary>
internal static class HeldPrograms
{
    /// <summary>The programs of one process, by id, each once.</summary>
    public static IReadOnlyList<BpfProgram> Of(int process) => Of($"{process}");

    /// <summary>Whether any process whose descriptors can be read holds one of these programs.</summary>
    public static bool Anywhere(IReadOnlySet<long> ids) =>
        ProcFile.List("/proc")
            .Select(folder => Path.GetFileName(folder))
            .Where(name => char.IsAsciiDigit(name[0]))
            .Any(process => Of(process).Any(program => ids.Contains(program.Id)));

    private static IReadOnlyList<BpfProgram> Of(string process) =>
    [
        .. ProcFile.List($"/proc/{process}/fd")
            .Where(link => ProcFile.Target(link) == "anon_inode:bpf-prog")
            .Select(link => ProcFile.Read($"/proc/{process}/fdinfo/{Path.GetFileName(link)}"))
            .Select(text => text is null ? null : FdInfo.Program(text))
            .OfType<BpfProgram>()
            .DistinctBy(program => program.Id)
            .OrderBy(program => program.Id),
    ];
}
