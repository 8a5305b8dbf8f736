using System.Text;

namespace TraceToll.Reports;

/// <summary>Parts as plain text, whose tables are Markdown too. No culture, no colour, no line wider than a report.</summary>
internal static class PlainText
{
    public static string Of(IEnumerable<ReportPart> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            Append(text, part);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, ReportPart part)
    {
        switch (part)
        {
            case ReportPart.Heading heading:
                text.Append(heading.Text).Append('\n');
                break;
            case ReportPart.Line line:
                text.AppendLine(line.Text, line.Indent);
                break;
            case ReportPart.Runs runs:
                foreach (var run in runs.All)
                {
                    text.Append(run.Title).Append('\n');
                    OriginTable.Write(text, run);
                    text.Append('\n');
                }

                break;
            case ReportPart.Divisible table:
                text.AppendTable(table);
                break;
            default:
                text.Append('\n');
                break;
        }
    }
}
