using System.Globalization;

namespace TraceToll.Reports.Html;

/// <summary>The page's parts that are text.</summary>
internal static class PageParts
{
    private const string Copying = "<p class=\"onscreen\"><button id=\"copy\" type=\"button\">Copy the command</button> <span id=\"copied\" role=\"status\"></span></p>";

    public static string Switches(IReadOnlyList<string> lines) => string.Concat(lines.Distinct().Select(line =>
        $"<label><input type=\"checkbox\" checked data-line=\"{HtmlReport.Text(line)}\"> {HtmlReport.Text(line)}</label>\n"));

    /// <summary>Those for which there is something to draw.</summary>
    public static string Charts(PageData data)
    {
        var deltas = data.Deltas.Any(line => line.Points.Count > 0) ? Chart("deltas", "What a mode adds to off, over the percentiles",
            "The line is the estimate, the band its 95 % interval; grey is the noise floor, and a bar with an edge is what the budget allows. Within 1 µs the scale is linear, beyond it logarithmic.") : "";
        var forest = data.Forest.Count > 0 ? Chart("forest", data.Forest.Any(row => row.Allowed != null) ? "What is judged" : "What a mode adds, percentile by percentile",
            "The dot is the estimate, the line its 95 % interval (dashed where a bound is not known), grey the noise floor, and the dashed mark what the budget allows.",
            string.Create(CultureInfo.InvariantCulture, $"--rows:{data.Forest.Count}")) : "";
        var dots = data.Dots.Count > 0 ? Chart("dots", "Block by block", "Each dot is the difference from off in one block; the dashed line is the estimate.", before: Choice(data)) : "";
        var curves = data.Curves.Count > 0 ? Chart("curves", "Round trips of each mode",
            "All slices of a mode together (of imported runs the mean of their percentiles), on the axis of HdrHistogram; the band is between the quartiles of the slices, as far as each has the round trips for it.") : "";
        var session = data.Time != null ? Chart("session", "The session over time",
            "Every 100 ms: p50 (dot), p99 (ring) and the longest (triangle). Below: from attached to detached, by the harness's clock; steal; hiccups of the sender's loop. Pale slices are not compared.") : "";
        return $"{deltas}<div class=\"pair\">{forest}{dots}</div>{curves}{session}";
    }

    public static string Tables(IReadOnlyList<ReportedSession> sessions) =>
        $"{(sessions.Count > 1 ? Table("What it adds, held against the first recording, us [95 % interval]", SessionDifferences.Create(sessions)) : "")}{string.Concat(sessions.Select(TablesOf))}";

    public static string Facts(IReadOnlyList<ReportedSession> sessions)
    {
        var facts = sessions.Select(session => SessionFacts.Of(session.Recording).ToDictionary(fact => fact.Name, fact => fact.Text)).ToList();
        var differing = SessionFacts.Differing(sessions).Rows.Select(row => row[0]).ToHashSet();
        var heads = sessions.Count == 1 ? "" : $"<thead><tr><td></td>{string.Concat(sessions.Select(session => $"<th scope=\"col\">{HtmlReport.Text(session.Name)}</th>"))}</tr></thead>";
        var rows = facts.SelectMany(each => each.Keys).Distinct().Select(name =>
        {
            var cells = facts.Select(each => $"<td>{HtmlReport.Text(each.GetValueOrDefault(name, ""))}</td>");
            return $"<tr><th scope=\"row\">{HtmlReport.Text(name)}{(differing.Contains(name) ? " (differs)" : "")}</th>{string.Concat(cells)}</tr>";
        });
        return $"<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Facts\"><table class=\"facts\">{heads}<tbody>{string.Concat(rows)}</tbody></table></div>";
    }

    /// <summary>How to measure it again; of what was imported nobody here knows.</summary>
    public static string Again(ReportedSession session) => session.Recording.Manifest is { Sources: null, Scenario: not null } manifest
        ? $"<pre class=\"wrap\" tabindex=\"0\"{(session.Name.Length == 0 ? " id=\"command\"" : "")}>{HtmlReport.Text(RerunCommand.Of(manifest))}</pre>{(session.Name.Length == 0 ? Copying : "")}"
        : "<p>These figures were imported; they can be measured again where they come from.</p>";

    private static string TablesOf(ReportedSession session)
    {
        var (recording, analysis) = (session.Recording, session.Analysis);
        var modes = WitnessTable.Modes(recording);
        var comparisons = analysis.Comparisons;
        var tailed = comparisons.Where(comparison => comparison.Tails.Count > 0).ToList();
        string Caption(string text) => session.Line(text);
        return (comparisons.Count == 0 ? "<p>Nothing to compare: no block holds off and another mode.</p>" :
                Table(Caption("What a mode adds to off, us [95 % interval]"), DeltaTable.Create(comparisons))
                + $"<p class=\"quiet\">{OriginTable.UnsupportedMark} has too few round trips in a slice; ? is a bound that so few blocks cannot give.</p>"
                + Table(Caption("The same in % of off"), RatioTable.Create(comparisons))
                + Table(Caption("The smallest effect that could have been told from none, us"), DetectableTable.Create(comparisons))
                + (tailed.Count == 0 ? "" : Table(Caption("The tail, from the round trips of all slices together, us"), TailTable.Create(tailed))))
            + (modes.Count == 0 ? "" : Table(Caption("What happened in the slices, and what the tracer took"), WitnessTable.Create(recording, modes)))
            + Notes([.. ReportNotes.Of(recording.Manifest), .. SessionNotes.Of(recording, analysis)]);
    }

    private static string Notes(IReadOnlyList<string> notes) =>
        notes.Count == 0 ? "" : $"<ul>{string.Concat(notes.Select(note => $"<li>{HtmlReport.Text(note)}</li>"))}</ul>";

    private static string Chart(string name, string title, string explained, string style = "", string before = "") =>
        $"""
        <section aria-labelledby="{name}-title">
        <h2 id="{name}-title">{title}</h2>
        <p class="quiet">{explained}</p>{before}
        <div data-chart="{name}" role="img" aria-label="{title}: a chart. What modes add is in the tables below; all of it is in the recording, and in its CSV"{(style.Length > 0 ? $" style=\"{style}\"" : "")}></div>
        </section>

        """;

    private static string Choice(PageData data)
    {
        var measures = data.Dots.Select(line => line.Measure).Distinct().ToList();
        var usual = measures.Contains("p50") ? "p50" : measures[0];
        return $"<p class=\"onscreen\"><label>At <select id=\"measure\">{string.Concat(measures.Select(measure => $"<option{(measure == usual ? " selected" : "")}>{measure}</option>"))}</select></label></p>";
    }

    private static string Table(string caption, ReportTable table)
    {
        static string Heads(ReportTable table) => string.Concat(table.Columns.Select(column => column.Length == 0 ? "<td></td>" : $"<th scope=\"col\">{HtmlReport.Text(column)}</th>"));
        static string Row(IReadOnlyList<string> row) => $"<tr><th scope=\"row\">{HtmlReport.Text(row[0])}</th>{string.Concat(row.Skip(1).Select(cell => $"<td>{HtmlReport.Text(cell)}</td>"))}</tr>\n";
        return $"<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"{HtmlReport.Text(caption)}\"><table><caption>{HtmlReport.Text(caption)}</caption><thead><tr>{Heads(table)}</tr></thead><tbody>\n{string.Concat(table.Rows.Select(Row))}</tbody></table></div>\n";
    }
}
