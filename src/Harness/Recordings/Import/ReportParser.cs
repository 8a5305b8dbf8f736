using System.Globalization;

namespace TraceToll.Recordings.Import;

/// <summary>Reads a report in the origin's layout, or one of ours: its tables, the headings above them, its load. The rest is prose.</summary>
internal static class ReportParser
{
    /// <summary>Parses a report.</summary>
    /// <param name="file">What errors call it; its name goes into the runs' sources.</param>
    /// <param name="text">The report.</param>
    /// <param name="mode">The mode of all its tables; null: what the nearest heading above a table says.</param>
    /// <exception cref="InvalidRecordingException">It has no table, or a table cannot be read or told the mode of.</exception>
    public static ParsedReport Parse(string file, string text, string? mode)
    {
        var lines = new ReportLines(file, text);
        List<KnownRun> runs = [];
        List<ReportedLoad> loads = [];
        ReportHeading? heading = null;
        while (lines.Next() is { } line)
        {
            if (RunTable.BeginsAt(line))
            {
                var source = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}:{line.Number}");
                runs.Add(RunTable.Read(line, lines, mode ?? ModeAbove(line, heading, file), source));
            }
            else if (RunTable.Holds(line))
            {
                throw line.Unexpected($"a line '{RunTable.Header}' and all rows in order before this");
            }
            else if (ReportedLoad.Of(line) is { } load)
            {
                loads.Add(load);
            }
            else
            {
                heading = ReportHeading.Of(line) ?? heading;
            }
        }

        return runs.Count > 0
            ? new ParsedReport(runs, loads)
            : throw new InvalidRecordingException($"{file} has no table to import; expected is a line '{RunTable.Header}' and the rows below it");
    }

    private static string ModeAbove(ReportLine line, ReportHeading? heading, string file)
    {
        var remedy = $"write MODE=FILE, such as off={file}";
        return heading == null
            ? throw new InvalidRecordingException($"{line.Place}: no heading above this table tells its mode; {remedy}")
            : heading.Mode ?? throw new InvalidRecordingException(string.Create(CultureInfo.InvariantCulture,
                $"{line.Place}: the heading above this table, {ReportLine.Quoted(heading.Text)} in line {heading.Line}, does not tell its mode; {remedy}"));
    }
}
