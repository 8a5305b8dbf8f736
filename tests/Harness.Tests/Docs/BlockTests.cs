using Xunit;

namespace TraceToll.Tests.Docs;

/// <summary>What a page shows can be done: each of its blocks is proven, each of its commands understood.</summary>
public class BlockTests
{
    public static TheoryData<string, int> Blocks
    {
        get
        {
            var rows = new TheoryData<string, int>();
            DocumentPage.All.SelectMany(page => page.Blocks()).ToList().ForEach(block => rows.Add(block.Page, block.Line));
            return rows;
        }
    }

    public static TheoryData<string> Pages => [.. DocumentPage.All.Select(page => page.Name)];

    [SkippableTheory]
    [MemberData(nameof(Blocks))]
    public void Is_proven(string page, int line)
    {
        var block = DocumentPage.All.Single(each => each.Name == page).Blocks().Single(each => each.Line == line);
        if (BlockProof.TakesTracer(block))
        {
            BpftraceProof.Require();
        }

        Told.Nothing(BlockProof.Problems(block));
    }

    [Theory]
    [InlineData("docs/start.md")]
    [InlineData("docs/script.md")]
    [InlineData("docs/troubleshooting.md")]
    public void Messages_are_what_is_said(string page) => Told.Nothing(DocumentPage.All.Single(each => each.Name == page).Emphases()
        .SelectMany(message => OutputProof.Problems(message.Text).Select(problem => $"{message}: {problem}")));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Commands_in_sentences_are_understood(string page) =>
        Told.Nothing(DocumentPage.All.Single(each => each.Name == page).Spans().SelectMany(span => ShellProof.OfSpan(span.Text).Select(problem => $"{span}: {problem}")));
}
