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
}
