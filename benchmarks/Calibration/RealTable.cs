using System.Globalization;
using System.Text;
using TraceToll.Analysis;

namespace TraceToll.Calibration;

/// <summary>The table of a calibration on a machine, as Markdown.</summary>
internal static class RealTable
{
    public static string Create(IReadOnlyList<RealDecision> decisions)
    {
        var table = new StringBuilder("| planted | decisions | regressed | within | inconclusive | invalid | blocks, median "
            + "| p50 estimate, us: least, median, most | steal a session, ms: median, most |\n| --: | --: | --: | --: | --: | --: | --: | --: | --: |\n");
        foreach (var group in decisions.GroupBy(decision => decision.PlantedNs))
        {
            List<RealDecision> all = [.. group];
            int Count(VerdictKind kind) => all.Count(decision => decision.Verdict == $"{kind}");
            List<double> estimates = [.. all.Where(decision => decision.Blocks > 0).Select(decision => decision.EstimateNs / 1000).Order()];
            VerdictKind[] kinds = [VerdictKind.Regressed, VerdictKind.Within, VerdictKind.Inconclusive, VerdictKind.Invalid];
            table.Append(CultureInfo.InvariantCulture, $"| {Planted(group.Key)} | {all.Count} | {string.Join(" | ", kinds.Select(Count))} ");
            table.Append(CultureInfo.InvariantCulture, $"| {Statistics.Median(all.Select(decision => (double)decision.Blocks)):0} | {Spread(estimates)} ");
            table.Append(CultureInfo.InvariantCulture, $"| {Statistics.Median(all.Select(decision => (double)decision.StealMs)):0}, {all.Max(decision => decision.StealMs)} |\n");
        }

        table.Append("\nThe naive rule on the same recordings (the first three slices a mode, alarm at +10 %):\n\n"
            + "| at | alarms with nothing planted | misses with 10 us planted |\n| --- | --: | --: |\n");
        WriteNaive(table, decisions, "p50", decision => decision.NaiveP50);
        WriteNaive(table, decisions, "mean", decision => decision.NaiveMean);
        WriteNaive(table, decisions, "p99", decision => decision.NaiveP99);
        foreach (var cause in decisions.SelectMany(decision => decision.Causes).GroupBy(cause => cause))
        {
            table.Append(CultureInfo.InvariantCulture, $"\nInvalid, {cause.Count()} x: {cause.Key}\n");
        }

        return table.ToString();
    }

    private static void WriteNaive(StringBuilder table, IReadOnlyList<RealDecision> decisions, string name, Func<RealDecision, bool> alarms)
    {
        var clean = decisions.Where(decision => decision.PlantedNs == 0).ToList();
        var planted = decisions.Where(decision => decision.PlantedNs > 0).ToList();
        table.Append(CultureInfo.InvariantCulture, $"| {name} | {clean.Count(alarms)} of {clean.Count} | {planted.Count(decision => !alarms(decision))} of {planted.Count} |\n");
    }

    private static string Spread(List<double> sorted) => sorted.Count == 0 ? "none"
        : string.Create(CultureInfo.InvariantCulture, $"{sorted[0]:0.0}, {Statistics.Median(sorted):0.0}, {sorted[^1]:0.0}");

    private static string Planted(long ns) => ns == 0 ? "nothing" : string.Create(CultureInfo.InvariantCulture, $"{ns / 1000.0} us");
}
