namespace TraceToll.Tests.Testbeds;

/// <summary>What /proc says of who holds network namespaces: a namespace that nobody holds is gone.</summary>
internal static class HeldNamespaces
{
    /// <summary>The namespace that a process is in, such as <c>net:[4026531840]</c>.</summary>
    public static string Of(int process) => Target($"/proc/{process}/ns/net");

    /// <summary>Whether any process is in it or has it open, or it is mounted.</summary>
    public static bool Holds(string network) =>
        Directory.GetDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]))
            .SelectMany(folder => Open(folder).Append($"{folder}/ns/net")).Any(link => Target(link) == network)
        || File.ReadLines("/proc/self/mountinfo").Any(mount => mount.Contains($" {network} ", StringComparison.Ordinal));

    private static string[] Open(string process)
    {
        try
        {
            return Directory.GetFileSystemEntries($"{process}/fd");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string Target(string link)
    {
        try
        {
            return File.ResolveLinkTarget(link, returnFinalTarget: false)?.Name ?? "";
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
