using System.Text;
using TraceToll.Baselines;
using TraceToll.Reports;

namespace TraceToll.GitHub.Approvals;

/// <summary>What a proposal says: which baselines wait, old beside new, and how one is approved.</summary>
internal static class ProposalText
{
    // GitHub takes 65,536 characters.
    private const int Longest = 55_000;
    private const int LongestDiff = 12_000;

    public static string Title(string environment, int waiting) => waiting switch
    {
        0 => $"Baselines of {environment}: all approved",
        1 => $"Baselines of {environment}: 1 waits for approval",
        _ => $"Baselines of {environment}: {waiting} wait for approval",
    };

    public static string Body(string environment, IReadOnlyList<BaselinePair> waiting, IReadOnlyList<BaselinePair> behind, string main, string? runUrl)
    {
        var text = new StringBuilder($"What the nightly run{(runUrl == null ? "" : $" ([the last one]({runUrl}))")} measured on {Markdown.Code(environment)} is not what is approved, or nothing is approved yet.\n\n");
        if (behind.Count > 0)
        {
            text.Append("Not proposed, as " + Markdown.Code(main) + " has newer baselines of these than this branch: merge it into this branch first.\n\n");
            text.Append(string.Concat(behind.Select(pair => $"- {Markdown.Code($"{pair}")}\n"))).Append('\n');
        }

        if (waiting.Count == 0)
        {
            text.Append("Nothing waits any more: this can be merged.\n");
            return text.ToString();
        }

        text.Append("To approve one, write a comment of one such line, with your reason. It takes write access; the new baseline is then committed here, if it is still what is shown below. "
            + "Merge when nothing waits any more. What is not to be approved, remove from the branch, or close this.\n\n```text\n");
        text.Append(string.Concat(waiting.Select(pair => $"{ApprovalRequest.Command} {Name(pair)} {ReceivedHash.Of(pair)} because ...\n")));
        text.Append("```\n\n");
        foreach (var pair in waiting)
        {
            var diff = Markdown.Folded($"{pair}: old beside new", Markdown.Block(Diff(pair), LongestDiff));
            text.Append(text.Length + diff.Length < Longest ? diff : $"{Markdown.Code($"{pair}")}: too long for here; see `./tracetoll baseline diff` on this branch\n").Append('\n');
        }

        return text.ToString();
    }

    private static string Diff(BaselinePair pair)
    {
        try
        {
            return BaselineDiff.Create(pair, pair.ReadApproved(), pair.ReadReceived());
        }
        catch (InvalidBaselineException unusable)
        {
            return $"{pair} cannot be shown: {unusable.Message.Replace(pair.Folder + "/", "", StringComparison.Ordinal)}";
        }
    }

    private static string Name(BaselinePair pair) => $"{pair}" is var name && name.Contains(' ', StringComparison.Ordinal) ? $"`{name}`" : name;
}
