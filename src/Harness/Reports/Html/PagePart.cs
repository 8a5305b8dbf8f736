using System.Reflection;
using System.Text.RegularExpressions;

namespace TraceToll.Reports.Html;

/// <summary>The parts of pages. They lie in the assembly, so that a page needs nothing beside it.</summary>
internal static partial class PagePart
{
    public static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"page/{name}") ?? throw new InvalidOperationException($"pages have no part {name}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Fills the places of a page, all in one go: what a recording calls something may look like another place.</summary>
    public static string Fill(string name, IReadOnlyDictionary<string, string> parts) => Place().Replace(Read(name), place => parts[place.Groups[1].Value]);

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Place();
}
