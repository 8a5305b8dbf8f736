using Spectre.Console;

namespace TraceToll.Reports;

/// <summary>A table before it is laid out for anybody: a terminal, a file, a page. Its first column names the rows, the others hold figures.</summary>
/// <param name="Columns">The heads.</param>
/// <param name="Rows">A text for each column.</param>
internal sealed record ReportTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>What cells mean beyond their text, by row and column; none for most.</summary>
    public IReadOnlyDictionary<(int Row, int Column), Tone> Tones { get; init; } = new Dictionary<(int, int), Tone>();

    /// <summary>As text, which is Markdown too.</summary>
    public Table ToMarkdown()
    {
        var table = new Table().Border(TableBorder.Markdown);
        for (var i = 0; i < Columns.Count; i++)
        {
            table.AddColumn(i == 0 ? new TableColumn(new Text(Columns[i])) : new TableColumn(new Text(Columns[i])).RightAligned());
        }

        foreach (var row in Rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        return table;
    }
}
