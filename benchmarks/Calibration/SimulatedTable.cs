using System.Globalization;
using System.Text;
using TraceToll.Analysis;
using TraceToll.Recordings;

namespace TraceToll.Calibration;

/// <summary>The table of simulated calibration, as Markdown. The same number of sessions gives the same bytes.</summary>
internal static class SimulatedTable
{
    private static readonly (string Name, double Shift)[] Truths = [("nothing", 0), ("the tolerance", 1), ("twice the tolerance", 2)];
    private static readonly int[] CoverageBlocks = [8, 10, 16, 32];

    public static string Create(int sessions, Action<string> tell)
    {
        var table = new StringBuilder();
        table.Append(CultureInfo.InvariantCulture, $"# Simulated calibration: {sessions} decisions a row\n\n");
        table.Append("Made by `benchmarks/calibrate simulated`; seeded, so the same command gives the same table. Mean, p50 and p90 are judged\n");
        table.Append(CultureInfo.InvariantCulture, $"together, error rate {Budget.UsualErrorRate * 100} %, at most {Simulation.MostBlocks} blocks, looks after {string.Join(", ", Planned().Planned)}. ");
        table.Append("A slice's noise spreads by\nhalf the tolerance (one standard deviation of the normal); off is four tolerances. The naive rule: three runs a mode, alarm\n");
        table.Append("when p50 has risen by 10 %.\n\n");
        WriteVerdicts(table, sessions, tell);
        WriteLooks(table, sessions, tell);
        WritePercent(table, sessions, tell);
        WriteCoverage(table, sessions, tell);
        WriteBroken(table, sessions, tell);
        return table.ToString();
    }

    private static Simulation Adding(Noise noise, double shift, Looks looks, int sessions) =>
        Simulation.Run(noise, value => value + shift, SimulatedSession.InUs, randomOrder: true, looks, sessions);

    private static Looks Planned() => Looks.UpTo(Simulation.MostBlocks);

    private static void WriteVerdicts(StringBuilder table, int sessions, Action<string> tell)
    {
        table.Append("## Verdicts\n\nWrong are *regressed* where the cost is nothing or the tolerance, and *within* where it is twice the tolerance.\n\n");
        Row(table, "noise", "true cost", "regressed", "within", "improved", "inconclusive", "invalid", "blocks, mean", "naive alarm");
        Row(table, "---", "---", "--:", "--:", "--:", "--:", "--:", "--:", "--:");
        foreach (var noise in Noise.All)
        {
            foreach (var (name, shift) in Truths)
            {
                tell($"{noise.Name}, {name}");
                var simulation = Adding(noise, shift, Planned(), sessions);
                Row(table, noise.Name, name, Percent(simulation.Share(VerdictKind.Regressed)), Percent(simulation.Share(VerdictKind.Within)), Percent(simulation.Share(VerdictKind.Improved)),
                    Percent(simulation.Share(VerdictKind.Inconclusive)), Percent(simulation.Share(VerdictKind.Invalid)),
                    string.Create(CultureInfo.InvariantCulture, $"{simulation.MeanBlocks:0.0}"), Percent(simulation.NaiveAlarms));
            }
        }
    }

    private static void WriteLooks(StringBuilder table, int sessions, Action<string> tell)
    {
        table.Append("\n## Looking often does not make errors more likely\n\nThe true cost is the tolerance, so every *regressed* and every *within* is an error (at most 1 % each).\n\n");
        Row(table, "noise", "regressed, one look", "regressed, all looks", "within, one look", "within, all looks");
        Row(table, "---", "--:", "--:", "--:", "--:");
        foreach (var noise in Noise.All)
        {
            tell($"looks, {noise.Name}");
            var once = Adding(noise, 1, new Looks([Simulation.MostBlocks]), sessions);
            var often = Adding(noise, 1, Planned(), sessions);
            Row(table, noise.Name, Percent(once.Share(VerdictKind.Regressed)), Percent(often.Share(VerdictKind.Regressed)),
                Percent(once.Share(VerdictKind.Within)), Percent(often.Share(VerdictKind.Within)));
        }
    }

    private static void WritePercent(StringBuilder table, int sessions, Action<string> tell)
    {
        table.Append("\n## A tolerance in per cent of off\n\nWhat is allowed is 25 % of off, which is uncertain itself, and what is added is 25 %: "
            + "each value is multiplied.\nEvery *regressed* and every *within* is an error (at most 1 % each).\n\n");
        Row(table, "noise", "regressed", "within", "inconclusive");
        Row(table, "---", "--:", "--:", "--:");
        foreach (var noise in Noise.All)
        {
            tell($"per cent, {noise.Name}");
            var simulation = Simulation.Run(noise, value => value * (1 + (1 / SimulatedSession.Level)), SimulatedSession.InPercent, randomOrder: true, Planned(), sessions);
            Row(table, noise.Name, Percent(simulation.Share(VerdictKind.Regressed)), Percent(simulation.Share(VerdictKind.Within)), Percent(simulation.Share(VerdictKind.Inconclusive)));
        }
    }

    private static void WriteCoverage(StringBuilder table, int sessions, Action<string> tell)
    {
        table.Append("\n## Sessions whose 95 % interval of p50 holds the truth (twice the tolerance)\n\n");
        Row(table, ["noise", .. CoverageBlocks.Select(blocks => $"{blocks} blocks")]);
        Row(table, ["---", .. CoverageBlocks.Select(_ => "--:")]);
        foreach (var noise in Noise.All)
        {
            tell($"coverage, {noise.Name}");
            Row(table, [noise.Name, .. CoverageBlocks.Select(blocks => Percent(Simulation.Coverage(noise, 2, blocks, sessions)))]);
        }
    }

    private static void WriteBroken(StringBuilder table, int sessions, Action<string> tell)
    {
        table.Append(CultureInfo.InvariantCulture, $"\n## What the bounds rest on: the random order of modes\n\nNothing is planted, {Noise.Beating.Name}: every *regressed*, *improved* and *invalid* is an error.\n\n");
        Row(table, "order of modes in a block", "regressed", "within", "improved", "inconclusive", "invalid");
        Row(table, "---", "--:", "--:", "--:", "--:", "--:");
        foreach (var (name, random) in (ReadOnlySpan<(string, bool)>)[("random, as it is", true), ("always off, planted, off-again", false)])
        {
            tell($"{name} order");
            var simulation = Simulation.Run(Noise.Beating, value => value, SimulatedSession.InUs, random, Planned(), sessions);
            Row(table, name, Percent(simulation.Share(VerdictKind.Regressed)), Percent(simulation.Share(VerdictKind.Within)), Percent(simulation.Share(VerdictKind.Improved)),
                Percent(simulation.Share(VerdictKind.Inconclusive)), Percent(simulation.Share(VerdictKind.Invalid)));
        }
    }

    private static void Row(StringBuilder table, params IEnumerable<string> cells) => table.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.00} %");
}
