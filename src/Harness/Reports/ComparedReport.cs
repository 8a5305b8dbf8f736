using TraceToll.Analysis;
using TraceToll.Recordings;
using TraceToll.Reports.Html;

namespace TraceToll.Reports;

/// <summary>Several recordings held against the first: nights, kernels, scripts.</summary>
public sealed class ComparedReport
{
    private readonly IReadOnlyList<ReportedSession> _sessions;

    /// <param name="recordings">Two or more, each with what the report is to call it.</param>
    /// <exception cref="ArgumentException">There are fewer.</exception>
    public ComparedReport(IReadOnlyList<(string Name, Recording Recording)> recordings)
    {
        ArgumentNullException.ThrowIfNull(recordings);
        _sessions = recordings.Count >= 2
            ? [.. recordings.Select(each => new ReportedSession(each.Name, each.Recording, SessionAnalysis.Of(each.Recording)))]
            : throw new ArgumentException("one recording has nothing to be held against; give two", nameof(recordings));
    }

    /// <summary>What was made of each.</summary>
    public IEnumerable<(Recording Recording, SessionAnalysis Analysis)> Sessions => _sessions.Select(session => (session.Recording, session.Analysis));

    /// <summary>As text.</summary>
    public string ToText() => PlainText.Of(Parts());

    /// <summary>For a terminal; see <see cref="TerminalReport.Create(Recording, SessionAnalysis, int, bool, bool)"/>.</summary>
    public string ToTerminal(int width, bool isColoured, bool isUnicode = true) => TerminalReport.Create(Parts(), width, isColoured, isUnicode);

    /// <summary>As a page on which they lie over each other.</summary>
    public string ToHtml() => HtmlReport.Create(_sessions);

    private IEnumerable<ReportPart> Parts()
    {
        yield return new ReportPart.Heading($"What tracing costs: {string.Join(", ", _sessions.Skip(1).Select(session => session.Name))} against {_sessions[0].Name}");
        yield return new ReportPart.Gap();
        foreach (var session in _sessions)
        {
            foreach (var headline in Headline.Of(session.Recording, session.Analysis))
            {
                yield return new ReportPart.Line(session.Line(headline.Answer), Indent: 2);
            }
        }

        yield return new ReportPart.Gap();
        var differences = ReportPart.Divisible.Of([.. _sessions.Skip(1)], part => SessionDifferences.Create([_sessions[0], .. part]));
        if (differences.Whole.Rows.Count > 0)
        {
            yield return new ReportPart.Heading($"What a mode adds to off, and by how much that differs from {_sessions[0].Name}, us [95 % interval]");
            yield return differences;
        }

        var facts = ReportPart.Divisible.Of([.. _sessions.Skip(1)], part => SessionFacts.Differing([_sessions[0], .. part]));
        if (facts.Whole.Rows.Count > 0)
        {
            yield return new ReportPart.Heading("What differs between them besides");
            yield return facts;
        }
    }
}
