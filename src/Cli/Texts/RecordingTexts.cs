namespace TraceToll.Cli;

/// <summary>What help and the reference page say.</summary>
internal static class RecordingTexts
{
    public const string Recording = "The recording's folder";

    public const string AnalyseCommand = "Makes figures and verdicts of a recording again, the same each time; other budgets and rules may be tried on it";

    public const string Files = "A report in the origin's layout, or one of ours; MODE names the mode of all its tables, else the headings above them do";

    public const string ImportCommand = "Makes a recording from reports of elsewhere, whose runs are known by percentiles only";

    public const string Budget = $"{MeasureTexts.BudgetShape}. Replaces the budget that the mode was measured with";

    public const string Exclude = $"{MeasureTexts.ExclusionShape}. Replaces the rule that it was measured with; the report says that it came afterwards";

    public const string Reported = "The recording's folder; with several, the others are held against the first, as text or html";

    public const string ReportCommand = "Prints the report of a recording, the same as measure printed, or holds several against the first; analyse tries other budgets";

    public const string Format = "text (tables; in colour on a terminal), markdown (for a pull request), html (a page that opens offline), origin (the origin's tables, which import reads), json (docs/json.md), csv (a row for each slice and measure) [default: text]";

    public const string FormatOrHgrm = "text (tables; in colour on a terminal), markdown (for a pull request), html (a page that opens offline), origin (the origin's tables, which import reads), json (docs/json.md), csv (a row for each slice and measure), hgrm (HdrHistogram's percentiles of a mode) [default: text]";

    public const string Json = "Short for --format json";

    public const string Mode = "The mode that --format hgrm writes; without it --out is a folder, and gets MODE.hgrm of every mode";

    public const string Out = "A file to write to, in place of standard output; one that is there is overwritten";
}
