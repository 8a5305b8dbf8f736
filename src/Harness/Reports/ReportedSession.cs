using TraceToll.Analysis;
using TraceToll.Recordings;

namespace TraceToll.Reports;

/// <summary>A recording in a report.</summary>
/// <param name="Name">What the report calls it; where there is one only, nothing.</param>
/// <param name="Recording">The recording.</param>
/// <param name="Analysis">What was made of it.</param>
internal sealed record ReportedSession(string Name, Recording Recording, SessionAnalysis Analysis)
{
    /// <summary>What the legend calls a mode of it.</summary>
    public string Line(string mode) => Name.Length == 0 ? mode : $"{Name}: {mode}";
}
