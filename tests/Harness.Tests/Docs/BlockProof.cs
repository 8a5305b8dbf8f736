using TraceToll.GitHub.Approvals;
using TraceToll.Recordings.Import;
using TraceToll.Scenarios;
using TraceToll.Tests.Support;

namespace TraceToll.Tests.Docs;

/// <summary>What proves a block, by the kind that its fence declares. An indented block is one of shell, or a report's table.</summary>
internal static class BlockProof
{
    private const string Shell = "sh";
    private const string Output = "output";

    private static readonly Dictionary<string, Func<string, IEnumerable<string>>> Kinds = new()
    {
        [Shell] = ShellProof.Problems,
        [Output] = OutputProof.Problems,
        ["csharp"] = CSharpProof.Problems,
        ["json"] = DataProof.OfJson,
        ["yaml"] = DataProof.OfYaml,
        ["xml"] = DataProof.OfXml,
        ["bpftrace"] = BpftraceProof.Problems,
        ["report"] = text => Throws<Exception>(() => ReportParser.Parse("report", text, "off")),
        ["timeline"] = OfTimeline,
        ["comment"] = text => Throws<FormatException>(() => ApprovalRequest.Parse(text)),
        ["text"] = OutputProof.OfForm,
    };

    /// <summary>What is wrong with a block, each with its place.</summary>
    public static IEnumerable<string> Problems(DocumentBlock block)
    {
        var kind = block.Kind ?? (OutputProof.IsReport(block.Text) ? Output : ShellProof.IsShell(block.Text) ? Shell : "");
        return (Kinds.TryGetValue(kind, out var problems)
            ? problems(block.Text)
            : [$"a block of no kind that is known; declare one behind its fence: {string.Join(", ", Kinds.Keys)}"]).Select(problem => $"{block}: {problem}");
    }

    /// <summary>Whether it takes bpftrace, as root, to prove it.</summary>
    public static bool TakesTracer(DocumentBlock block) => block.Kind == "bpftrace";

    /// <summary>What a reader of ours says of it, where it refuses it.</summary>
    public static IEnumerable<string> Throws<TRefusal>(Action read) where TRefusal : Exception
    {
        try
        {
            read();
            return [];
        }
        catch (TRefusal refusal)
        {
            return [refusal.Message];
        }
    }

    private static IEnumerable<string> OfTimeline(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("timeline.csv"), text);
        return [.. Throws<FormatException>(() => TimelineFile.Read(folder.File("timeline.csv")))];
    }
}
