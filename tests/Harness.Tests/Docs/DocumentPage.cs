using System.Runtime.CompilerServices;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace TraceToll.Tests.Docs;

/// <summary>A page of the documentation, with what is in it.</summary>
internal sealed class DocumentPage
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePreciseSourceLocation().UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Build();

    private readonly MarkdownDocument _document;

    private DocumentPage(string name, string text)
    {
        Name = name;
        Text = text;
        _document = Markdown.Parse(text, Pipeline);
    }

    /// <summary>The page, from the root of the checkout.</summary>
    public string Name { get; }

    public string Text { get; }

    public static IReadOnlyList<DocumentPage> All { get; } = [.. Names().Select(name => new DocumentPage(name, File.ReadAllText(Path(name))))];

    /// <summary>A page that lies nowhere, as if it had this name.</summary>
    public static DocumentPage Of(string name, string text) => new(name, text);

    /// <summary>A file or folder of the checkout.</summary>
    public static string Path(string name) => System.IO.Path.GetFullPath(System.IO.Path.Combine(Root(), name));

    public IEnumerable<DocumentBlock> Blocks() => _document.Descendants<CodeBlock>().Select(block =>
        new DocumentBlock(Name, block.Line + 1, block is FencedCodeBlock fenced ? fenced.Info ?? "" : null, block.Lines.ToString().TrimEnd() + "\n"));

    /// <summary>Commands that stand in a sentence or a table.</summary>
    public IEnumerable<DocumentBlock> Spans() => _document.Descendants<CodeInline>().Select(span => new DocumentBlock(Name, span.Line + 1, null, span.Content));

    /// <summary>What stands in italics, as messages do.</summary>
    public IEnumerable<DocumentBlock> Emphases() => _document.Descendants<EmphasisInline>().Where(each => each.DelimiterCount == 1).Select(each =>
        new DocumentBlock(Name, each.Line + 1, null, string.Concat(each.Descendants<LiteralInline>().Select(literal => literal.Content.ToString()))));

    public IEnumerable<(int Line, string Target)> Links() => _document.Descendants<LinkInline>().Select(link => (link.Line + 1, link.Url ?? ""));

    public IEnumerable<string?> Anchors() => _document.Descendants<HeadingBlock>().Select(heading => heading.GetAttributes().Id);

    private static IEnumerable<string> Names() =>
    [
        "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "baselines/README.md", "benchmarks/README.md",
        .. Directory.EnumerateFiles(Path("docs"), "*.md").Select(file => $"docs/{System.IO.Path.GetFileName(file)}").Order(StringComparer.Ordinal),
    ];

    private static string Root([CallerFilePath] string thisFile = "") => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(thisFile)!, "..", "..", "..");
}
