using System.Diagnostics;
using System.Globalization;
using TraceToll.Analysis;
using TraceToll.Reports.Html;

namespace TraceToll.Xunit;

/// <summary>
/// What all rows of this process came to. The page is written anew after each, so that it is there however the suite ends.
/// </summary>
internal static class SuiteSummary
{
    private const string Left = "skipped";
    private const string Failed = "failed";
    private static readonly string[] Failing = ["regressed", "invalid", "inconclusive", "missing", "incomparable"];
    private static readonly Lock Guard = new();
    private static readonly DateTimeOffset StartedAt = TimeProvider.System.GetUtcNow();
    private static readonly List<SuiteRow> Rows = [];

    // Several suites may begin in one second.
    private static readonly string Folder = Path.Combine(SuiteFolders.Recordings,
        string.Create(CultureInfo.InvariantCulture, $"{StartedAt:yyyyMMdd'T'HHmmss}-suite-{Environment.ProcessId}"));

    /// <summary>The page.</summary>
    public static string Page => Path.Combine(Folder, SuiteIndex.FileName);

    /// <summary>A row was measured; what is judged of it comes later.</summary>
    public static void Measured(string folder, Comparison? comparison) =>
        Put(row => row.Folder == folder, row => row with { Folder = folder, Comparison = comparison }, "measured");

    /// <summary>A row was judged.</summary>
    public static void Judged(string folder, string kind, string text) => Put(row => row.Folder == folder, row => row with { Folder = folder, Kind = kind, Text = text }, kind);

    /// <summary>A row was left out. One that was measured stays what it is.</summary>
    public static void Skipped(string reason) => Put(IsRunning, row => row.Folder == null ? row with { Text = reason } : row, Left);

    /// <summary>A row has ended, as what nobody here may have heard of.</summary>
    public static void Ended(bool failed, bool skipped)
    {
        if (failed)
        {
            // What is regressed or invalid says more; what was within, and failed all the same, failed for another reason.
            Put(IsRunning, row => Array.Exists(Failing, kind => kind == row.Kind) ? row : row with { Kind = Failed }, Failed);
        }
        else if (skipped)
        {
            Put(IsRunning, row => row, Left);
        }
    }

    private static bool IsRunning(SuiteRow row) => row.Test == RunningTest.Current?.Test && row.Row == RunningTest.Current?.Row;

    /// <summary>Only rows of a theory are in it: others have no name here.</summary>
    private static void Put(Predicate<SuiteRow> isIt, Func<SuiteRow, SuiteRow> change, string kind)
    {
        if (RunningTest.Current is not { } running)
        {
            return;
        }

        lock (Guard)
        {
            var at = Rows.FindLastIndex(isIt);
            if (at < 0)
            {
                at = Rows.Count;
                Rows.Add(new SuiteRow { Test = running.Test, Row = running.Row, Kind = kind });
            }

            Rows[at] = change(Rows[at]);
            Write();
        }
    }

    /// <summary>What cannot be written, on a full disk, changes nothing of what a test found.</summary>
    private static void Write()
    {
        try
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(Page, SuiteIndex.Create(Rows, StartedAt, Folder));
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            Trace.TraceWarning($"{Page} is not written: {failed.Message}");
        }
    }
}
