using TraceToll.Analysis;
using TraceToll.Recordings;

namespace TraceToll.Reports;

/// <summary>
/// The report as plain text. Depends on the recording alone: not on the culture, the terminal, the folder or the time, so that a
/// recording read again gives the same bytes.
/// </summary>
public static class TextReport
{
    /// <summary>Makes the report.</summary>
    public static string Create(Recording recording) => Create(recording, SessionAnalysis.Of(recording));

    /// <summary>Makes the report of a recording that has been analysed already.</summary>
    public static string Create(Recording recording, SessionAnalysis analysis) => PlainText.Of(ReportParts.Of(recording, analysis));
}
