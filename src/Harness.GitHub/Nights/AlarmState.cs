using System.Text.Json.Serialization;

namespace TraceToll.GitHub.Nights;

/// <summary>What an alarm remembers from night to night.</summary>
/// <param name="Rows">The names of the rows that regressed.</param>
/// <param name="GoodNights">How many good nights in a row there have been since.</param>
/// <param name="LastNight">When the last night began that was counted.</param>
internal sealed record AlarmState(IReadOnlyList<string> Rows, int GoodNights, DateTimeOffset LastNight)
{
    public const string Name = "tracetoll-alarm";

    /// <summary>So many good nights in a row, and the alarm is over.</summary>
    public const int NightsToRecover = 3;

    [JsonIgnore]
    public bool HasRecovered => GoodNights >= NightsToRecover;

    /// <summary>What it is after one more night.</summary>
    public AlarmState After(Night night)
    {
        var regressed = night.Rows.Where(row => row.IsConfirmed).Select(row => row.Name).ToList();
        return night.StartedAt <= LastNight ? this : this with
        {
            Rows = [.. Rows.Union(regressed).Order(StringComparer.Ordinal)],
            GoodNights = night.Outcome != NightOutcome.Good ? 0 : GoodNightsAfter(night),
            LastNight = night.StartedAt,
        };
    }

    /// <summary>
    /// A night in which a row of the alarm was inconclusive says nothing of it, and is not counted; one in which it was not judged, or
    /// regressed again without being confirmed, breaks the series.
    /// </summary>
    private int GoodNightsAfter(Night night)
    {
        var rows = night.Rows.ToLookup(row => row.Name);
        if (Rows.All(name => rows[name].Any() && rows[name].All(row => row.IsGood)))
        {
            return GoodNights + 1;
        }

        return Rows.All(name => rows[name].Any() && rows[name].All(row => row.IsGood || row.Verdict.Kind == RowKind.Inconclusive)) ? GoodNights : 0;
    }
}
