using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using TraceToll.Baselines;
using TraceToll.Scenarios;
using Xunit;

namespace TraceToll.Tests.House;

/// <summary>What pages repeat of the code is what the code says.</summary>
public partial class Pages
{
    private const string MustMatch = "## Which facts have to match";
    private const string OnlyNamed = "These are only named when they differ";

    [Fact]
    public void The_page_of_baselines_has_every_fact_where_it_belongs()
    {
        var page = File.ReadAllText(Page("baselines.md"));
        var (must, named) = (page[page.IndexOf(MustMatch, StringComparison.Ordinal)..page.IndexOf(OnlyNamed, StringComparison.Ordinal)], page[page.IndexOf(OnlyNamed, StringComparison.Ordinal)..]);

        Assert.Equal(
            Fact.All.Where(fact => fact.MustMatch && !fact.Name.StartsWith("responder ", StringComparison.Ordinal)).Select(fact => fact.Name).Union(["environment", "mode", "control"]).Order(),
            FirstCells(must).Order());
        Assert.Equal(Fact.All.Where(fact => !fact.MustMatch).Select(fact => fact.Name).Order(), FirstCells(named[..named.IndexOf("\n## ", StringComparison.Ordinal)]).Order());
    }

    [Fact]
    public void The_page_of_loads_has_every_part_of_a_scenario()
    {
        var allowed = Assert.Throws<FormatException>(() => Scenario.Parse("market-data,?")).Message;
        var page = File.ReadAllText(Page("load.md"));
        var cells = string.Join('\n', page[..page.IndexOf("## Shapes", StringComparison.Ordinal)].Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|')[1]));

        Assert.Equal(
            Part().Matches(allowed).Select(part => part.Value).Distinct().Order(),
            Part().Matches(cells).Select(part => part.Value).Distinct().Order());
    }

    private static IEnumerable<string> FirstCells(string text) =>
        from line in text.Split('\n')
        where line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| fact", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal)
        from name in line.Split('|')[1].Split(',')
        select name.Trim();

    [GeneratedRegex("[a-z-]+(?==)")]
    private static partial Regex Part();

    private static string Page(string name, [CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "docs", name));
}
