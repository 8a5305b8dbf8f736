using System.Text.RegularExpressions;
using Xunit;

namespace TraceToll.Tests.Docs;

/// <summary>Nobody is sent where nothing is.</summary>
public partial class LinkTests
{
    public static TheoryData<string> Pages => BlockTests.Pages;

    [Theory]
    [MemberData(nameof(Pages))]
    public void Leads_to_something(string page) => Told.Nothing(Broken(DocumentPage.All.Single(each => each.Name == page)));

    [Theory]
    [InlineData("[a](nowhere.md)", "docs/page.md:1: nowhere.md leads nowhere")]
    [InlineData("\n[a](verdicts.md#nothing)", "docs/page.md:2: verdicts.md#nothing leads nowhere")]
    [InlineData("# Here\n\n[a](#there)", "docs/page.md:3: #there leads nowhere")]
    public void What_leads_nowhere_is_told(string text, string problem) => Assert.Equal([problem], Broken(DocumentPage.Of("docs/page.md", text)));

    [Fact]
    public void Every_page_is_in_the_index()
    {
        var index = DocumentPage.All.Single(page => page.Name == "docs/README.md");

        Told.Nothing(DocumentPage.All.Select(page => page.Name).Where(name => name.StartsWith("docs/", StringComparison.Ordinal)).Except(
            index.Links().Select(link => $"docs/{link.Target.Split('#')[0]}")).Except([index.Name]));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Paths_and_variables_in_sentences_are_there(string page)
    {
        var spans = DocumentPage.All.Single(each => each.Name == page).Spans().ToList();

        Told.Nothing(spans.Where(span => OurPath().IsMatch(span.Text) && !Path.Exists(DocumentPage.Path(span.Text))).Select(span => $"{span}: {span.Text}"));
        Told.Nothing(spans.SelectMany(span => Variable().Matches(span.Text)).Select(variable => variable.Value).Distinct().Where(name => !OurVariables.Value.Contains(name)));
    }

    private static readonly Lazy<HashSet<string>> OurVariables = new(() =>
    [
        .. from folder in (string[])["src", "eng", "tests", "benchmarks", ".github"]
           from file in Directory.EnumerateFiles(DocumentPage.Path(folder), "*", SearchOption.AllDirectories)
           where Path.GetExtension(file) is ".cs" or ".sh" or ".yml" or "" && !file.Contains("/Docs/", StringComparison.Ordinal)
           from Match variable in Variable().Matches(File.ReadAllText(file))
           select variable.Value,
    ]);

    private static IEnumerable<string> Broken(DocumentPage page) =>
        from link in page.Links()
        where !link.Target.Contains("://", StringComparison.Ordinal)
        where !LeadsSomewhere(page, link.Target)
        select $"{page.Name}:{link.Line}: {link.Target} leads nowhere";

    private static bool LeadsSomewhere(DocumentPage page, string target)
    {
        var (path, anchor) = target.Split('#', 2) is [var before, var behind] ? (before, behind) : (target, null);
        var name = path.Length == 0 ? page.Name : Path.GetRelativePath(DocumentPage.Path("."), DocumentPage.Path(Path.Combine(Path.GetDirectoryName(page.Name)!, path)));
        return anchor == null ? Path.Exists(DocumentPage.Path(name))
            : (name == page.Name ? page : DocumentPage.All.SingleOrDefault(each => each.Name == name))?.Anchors().Contains(anchor) == true;
    }

    [GeneratedRegex(@"^(src|tests|docs|eng|benchmarks|probes|\.github)/[\w./-]+$")]
    private static partial Regex OurPath();

    [GeneratedRegex("TRACETOLL_[A-Z_]+")]
    private static partial Regex Variable();
}
