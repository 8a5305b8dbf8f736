using System.Globalization;
using System.Text;
using Spectre.Console;
using TraceToll.Analysis;
using TraceToll.Baselines;

namespace TraceToll.Reports;

/// <summary>An approved baseline beside what was received: percentiles, environment, where both come from. Tables are Markdown.</summary>
public static class BaselineDiff
{
    private const int Indent = 4;

    /// <summary>Writes it; lines, each with its end.</summary>
    /// <param name="pair">The baseline's files.</param>
    /// <param name="approved">What is approved; null when nothing is.</param>
    /// <param name="received">What was received; null when nothing was.</param>
    public static string Create(BaselinePair pair, Baseline? approved, Baseline? received)
    {
        ArgumentNullException.ThrowIfNull(pair);
        var text = new StringBuilder();
        text.AppendLine($"{pair}", Indent);
        text.AppendLine($"  approved: {(approved == null ? "nothing" : $"{BaselineText.Origin(approved)}; {Sessions(approved)}")}", Indent);
        text.AppendLine($"  received: {(received == null ? "nothing" : Sessions(received))}", Indent);
        text.Append('\n');
        if ((received ?? approved) is { } either)
        {
            text.Append(Measures(approved, received, either));
            text.AppendTable(Facts(approved, received));
        }

        return text.ToString();
    }

    /// <summary>What the mode cost when it was approved, and what it costs now.</summary>
    internal static string Measures(Baseline approved, Baseline received) => Measures(approved, received, received);

    private static string Measures(Baseline? approved, Baseline? received, Baseline either)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"What {either.Mode} adds to {either.Control} in microseconds [95 % interval]; * few round trips for it\n");
        text.AppendTable(MeasureTable(approved, received, either));
        return text.ToString();
    }

    private static Table MeasureTable(Baseline? approved, Baseline? received, Baseline either)
    {
        var table = new Table().Border(TableBorder.Markdown);
        table.AddColumn("");
        foreach (var title in (string[])["off approved", "off now", "adds approved", "adds now", "change", "allowed"])
        {
            table.AddColumn(new TableColumn(title).RightAligned());
        }

        var changes = approved == null || received == null ? [] : Changes(approved, received);
        foreach (var name in either.Measures.Select(measure => measure.Measure))
        {
            var (before, now) = (Find(approved, name), Find(received, name));
            var allowance = either.Allowed.Allowances.FirstOrDefault(each => each.Measure.Name == name);
            table.AddRow((Text[])
            [
                new(name),
                new(before == null ? "" : Plain(before.OffUs)),
                new(now == null ? "" : Plain(now.OffUs)),
                new(before == null ? "" : Adds(before)),
                new(now == null ? "" : Adds(now)),
                new(changes.TryGetValue(name, out var change) ? $"{Us.Signed(change.Estimate)} {Us.Between(change.Interval)}" : ""),
                new(allowance == null ? "" : Us.Plain(allowance.ToleranceNs((before ?? now)!.OffUs * 1_000))),
            ]);
        }

        return table;
    }

    private static BaselineMeasure? Find(Baseline? baseline, string measure) => baseline?.Measures.FirstOrDefault(each => each.Measure == measure);

    /// <summary>None where blocks and runs cannot be compared, or the modes are not the same.</summary>
    private static Dictionary<string, Effect> Changes(Baseline approved, Baseline received) => approved.Paired != received.Paired || approved.Mode != received.Mode ? [] :
        (from before in approved.ToComparison().Differences
         join now in received.ToComparison().Differences on before.Measure equals now.Measure
         select (before.Measure.Name, Effect: Verdict.Change(before, now))).ToDictionary(change => change.Name, change => change.Effect);

    private static Table Facts(Baseline? approved, Baseline? received)
    {
        var table = new Table().Border(TableBorder.Markdown);
        foreach (var title in (string[])["environment", "approved", "now", ""])
        {
            table.AddColumn(title);
        }

        // A pipe would end the cell.
        foreach (var row in Fact.Beside(approved, received))
        {
            table.AddRow([.. ((string[])[row.Name, row.Approved ?? "", row.Now ?? "", Remark(row, approved, received)]).Select(cell => new Text(cell.Replace('|', '/')))]);
        }

        return table;
    }

    private static string Remark(FactDifference fact, Baseline? approved, Baseline? received) =>
        approved == null || received == null || fact.Approved == fact.Now ? ""
        : fact.MustMatch ? "differs: not comparable"
        : "differs";

    private static string Sessions(Baseline baseline) => string.Create(CultureInfo.InvariantCulture,
        $"{baseline.Sessions.Count} of {baseline.SessionsRequired} sessions, the last {(baseline.Facts.ContainsKey("sources") ? "imported" : "of")} {baseline.Sessions[^1].StartedAt:yyyy-MM-dd HH:mm} UTC with {baseline.Blocks} {(baseline.Paired ? "block" : "run")}{(baseline.Blocks == 1 ? "" : "s")} (recording {Short(baseline.Sessions[^1].Recording)})");

    // As git shows hashes.
    private static string Short(string hash) => hash.Length > 19 ? hash[..19] : hash;

    private static string Adds(BaselineMeasure measure) => $"{Signed(measure.DeltaUs)} [{Bound(measure.IntervalUs[0])} .. {Bound(measure.IntervalUs[1])}]{(measure.Supported ? "  " : " *")}";

    private static string Plain(double us) => us.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Bound(double? us) => us is { } known ? Signed(known) : "?";

    private static string Signed(double us) => us.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);
}
