using Spectre.Console;
using Spectre.Console.Rendering;

namespace TraceToll.Reports;

/// <summary>Parts as a terminal shows them. Texts of recordings are never markup, and never steer the terminal.</summary>
/// <param name="console">Takes it; wider than anything, so that it wraps nothing by itself.</param>
/// <param name="width">How wide lines and tables may be.</param>
internal sealed class TerminalLayout(IAnsiConsole console, int width)
{
    private static readonly Style Strong = new(decoration: Decoration.Bold);

    public void Write(ReportPart part)
    {
        switch (part)
        {
            case ReportPart.Heading heading:
                WriteLine(heading.Text, indent: 2, 0, heading.Text.Length, Strong);
                break;
            case ReportPart.Line line:
                WriteLine(line.Text, line.Indent, line.Word?.Start ?? 0, line.Word?.Length ?? 0, StyleOf(line.Word?.Tone ?? Tone.Plain, Strong));
                break;
            case ReportPart.Runs { All: { Count: > 0 } runs }:
                Write(new ReportPart.Heading(RunsTitle(runs)));
                Write(ReportPart.Divisible.Of(runs, RunsTable.Create));
                break;
            case ReportPart.Runs:
                break;
            case ReportPart.Divisible table:
                WriteTable(table);
                break;
            default:
                console.WriteLine();
                break;
        }
    }

    private static string RunsTitle(IReadOnlyList<ReportRun> runs) =>
        $"Round trip in microseconds, {(runs[0].Run == null ? "the slices of a mode pooled" : "run by run")}; {OriginTable.UnsupportedMark} too few for it";

    /// <summary>With this stretch in another style; it stands at the beginning, so in the first line where there are several.</summary>
    private void WriteLine(string text, int indent, int start, int length, Style style)
    {
        foreach (var (i, line) in TextLines.Wrap(Harmless(text), indent, width).Index())
        {
            var (from, to) = i == 0 ? (Math.Min(start, line.Length), Math.Min(start + length, line.Length)) : (0, 0);
            console.Write(new Paragraph().Append(line[..from]).Append(line[from..to], style).Append(line[to..]));
            console.WriteLine();
        }
    }

    private void WriteTable(ReportPart.Divisible table)
    {
        foreach (var part in table.Fitting(Lay, WidthOf))
        {
            console.Write(part);
            console.WriteLine();
        }

        bool WidthOf(Table laid) => ((IRenderable)laid).Measure(RenderOptions.Create(console), TextLines.NoWidth).Max <= width;
    }

    private Table Lay(ReportTable neutral)
    {
        var table = new Table().Border(console.Profile.Capabilities.Unicode ? TableBorder.Rounded : TableBorder.Ascii).BorderStyle(new Style(decoration: Decoration.Dim));
        foreach (var (i, column) in neutral.Columns.Index())
        {
            var head = new TableColumn(new Text(Harmless(column), Strong));
            table.AddColumn(i == 0 ? head : head.RightAligned());
        }

        foreach (var (i, row) in neutral.Rows.Index())
        {
            table.AddRow(row.Select((cell, column) => new Text(Harmless(cell), StyleOf(neutral.Tones.GetValueOrDefault((i, column)), Style.Plain))));
        }

        return table;
    }

    // By their place among the sixteen: these are what a terminal calls red and yellow.
    private static Style StyleOf(Tone tone, Style plain) => tone switch
    {
        Tone.Good => new Style(Color.Green, decoration: Decoration.Bold),
        Tone.Bad => new Style(Color.Maroon, decoration: Decoration.Bold),
        Tone.Unsure => new Style(Color.Olive, decoration: Decoration.Bold),
        Tone.Faint => new Style(decoration: Decoration.Dim),
        _ => plain,
    };

    /// <summary>Without what moves the cursor, changes colours or rings: a script may be called anything.</summary>
    private static string Harmless(string text) => string.Concat(text.Select(character => char.IsControl(character) ? '\ufffd' : character));
}
