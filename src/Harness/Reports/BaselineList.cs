using System.Globalization;
using System.Text;
using Spectre.Console;
using TraceToll.Baselines;

namespace TraceToll.Reports;

/// <summary>All baselines of a folder: what is approved, what was received, what has become stale. Markdown.</summary>
public static class BaselineList
{
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(90);

    /// <summary>Writes it; lines, each with its end.</summary>
    /// <param name="store">The baselines.</param>
    /// <param name="now">What ages are counted from.</param>
    /// <param name="problems">Takes what is wrong with files that cannot be used.</param>
    public static string Create(BaselineStore store, DateTimeOffset now, ICollection<string> problems)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(problems);
        var pairs = store.All();
        if (pairs.Count == 0)
        {
            return $"there are no baselines in {store.Folder}\n";
        }

        var table = new Table().Border(TableBorder.Markdown);
        foreach (var title in (string[])["environment", "baseline", "approved", "received", "stale", "age", "noise floor"])
        {
            table.AddColumn(title);
        }

        foreach (var pair in pairs)
        {
            var approved = Read(() => store.Of(pair.Environment, pair.Name).ReadApproved(), problems);
            var received = Read(pair.ReadReceived, problems);
            table.AddRow(Cells(
                pair.Environment,
                pair.Name,
                approved.Problem ?? Approved(approved.Baseline),
                received.Problem ?? Received(received.Baseline),
                Stale(approved.Baseline, received.Baseline, now),
                Age(approved.Baseline, now) is { } age ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, age.Days)} d") : "",
                NoiseFloor(approved.Baseline ?? received.Baseline)));
        }

        var text = new StringBuilder();
        text.AppendTable(table);
        return text.ToString().TrimEnd('\n') + "\n";
    }

    // A pipe would end the cell.
    private static Text[] Cells(params string[] texts) => [.. texts.Select(text => new Text(text.Replace('|', '/')))];

    private static (Baseline? Baseline, string? Problem) Read(Func<Baseline?> read, ICollection<string> problems)
    {
        try
        {
            return (read(), null);
        }
        catch (Exception unusable) when (unusable is InvalidBaselineException or FormatException)
        {
            problems.Add(unusable.Message);
            return (null, "UNUSABLE, see below");
        }
    }

    private static string Approved(Baseline? baseline) => baseline switch
    {
        null => "no",
        { Approval: { } approval } => $"by {approval.By}{(approval.Forced == null ? "" : ", forced")}",
        _ => "by hand",
    };

    private static string Received(Baseline? baseline) => baseline == null ? "" : string.Create(CultureInfo.InvariantCulture,
        $"{baseline.Sessions.Count} of {baseline.SessionsRequired} session{(baseline.SessionsRequired == 1 ? "" : "s")}");

    /// <summary>What was received in another environment than what is approved, or what was approved long ago.</summary>
    private static string Stale(Baseline? approved, Baseline? received, DateTimeOffset now) =>
        approved != null && received != null && Fact.Differences(approved, received).FirstOrDefault(fact => fact.MustMatch) is { } differs ? $"{differs.Name} is {differs.Now ?? "not known"} now"
        : Age(approved, now) > Fresh ? string.Create(CultureInfo.InvariantCulture, $"over {Fresh.TotalDays} d old")
        : "";

    // Of one that was moved over by hand only the measurement has a date.
    private static TimeSpan? Age(Baseline? approved, DateTimeOffset now) => approved == null ? null : now - (approved.Approval?.At ?? approved.Sessions[^1].StartedAt);

    private static string NoiseFloor(Baseline? baseline) => baseline == null ? "" : string.Join(", ",
        from allowance in baseline.Allowed.Allowances
        let measure = baseline.Measures.First(each => each.Measure == allowance.Measure.Name)
        select string.Create(CultureInfo.InvariantCulture, $"{measure.Measure} {(measure.NoiseFloorUs is { } floor ? $"{floor.ToString("0.0#", CultureInfo.InvariantCulture)} us" : "not known")}"));
}
