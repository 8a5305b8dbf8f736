using System.Globalization;
using System.Text;
using TraceToll.Baselines;

namespace TraceToll.Reports;

/// <summary>What came of holding a session against its baseline, in words: the same on the command line and in failures of tests.</summary>
public static class BaselineText
{
    // Where a line that is too wide goes on.
    private const int Indent = 4;

    /// <summary>Writes it; lines, each with its end.</summary>
    public static string Create(BaselineCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        var text = new StringBuilder();
        text.AppendLine($"{check.Pair}: {Word(check)}", Indent);
        if (check.Approved is { } approved)
        {
            text.AppendLine($"  approved {Origin(approved)}", Indent);
        }

        foreach (var difference in check.Differences)
        {
            text.AppendLine($"  - {difference}{(difference.MustMatch ? "" : ": compared all the same")}", Indent);
        }

        if (check.Verdict is { } verdict)
        {
            text.Append(VerdictText.Create(verdict));
        }

        if (check is { Outcome: BaselineOutcome.Regressed or BaselineOutcome.Improved, Approved: { } old })
        {
            text.Append('\n').Append(BaselineDiff.Measures(old, check.Candidate));
        }

        foreach (var line in WhatToDo(check))
        {
            text.AppendLine($"  {line}", Indent);
        }

        return text.ToString();
    }

    /// <summary>Who approved a baseline, when and why; <c>by hand</c> where its received file was moved over.</summary>
    internal static string Origin(Baseline baseline) => baseline.Approval is { } approval
        ? string.Create(CultureInfo.InvariantCulture, $"by {approval.By} on {approval.At:yyyy-MM-dd}: {approval.Reason}")
            + (approval.Forced is { } forced ? $" (forced, though: {string.Join("; ", forced)})" : "")
        : "by hand: its received file was moved over, so it does not say by whom, when and why";

    private static string Word(BaselineCheck check) => check.Outcome switch
    {
        BaselineOutcome.Missing => "NO BASELINE is approved yet",
        BaselineOutcome.Incomparable => "NOT COMPARED with its baseline, which was measured elsewhere or otherwise",
        BaselineOutcome.Within => "WITHIN its baseline",
        BaselineOutcome.Improved => "IMPROVED: it costs less than its baseline",
        BaselineOutcome.Inconclusive => "INCONCLUSIVE: neither that it stayed within its baseline nor that it did not could be shown",
        BaselineOutcome.Regressed => "REGRESSED: it costs more than its baseline",
        _ => "INVALID: nothing can be said",
    };

    private static IEnumerable<string> WhatToDo(BaselineCheck check)
    {
        if (!check.IsReceived)
        {
            yield break;
        }

        var candidate = check.Candidate;
        yield return $"received: {check.Pair.ReceivedPath}";
        yield return $"compare:  ./tracetoll baseline diff {Shell.Word($"{check.Pair}")}";
        yield return candidate.Sessions.Count < candidate.SessionsRequired
            ? string.Create(CultureInfo.InvariantCulture, $"approve:  measure again first, as {candidate.SessionsRequired} sessions have to agree and this is number {candidate.Sessions.Count}")
            : $"approve:  ./tracetoll baseline accept {Shell.Word($"{check.Pair}")} --reason '...'";
    }
}
