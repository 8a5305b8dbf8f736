using TraceToll.Protocol;

namespace TraceToll.Experiments.Fleet;

/// <summary>
/// What several pairs tell, as the progress of one experiment: a step when all pairs are at it, rates summed, round trips of the pair in the
/// middle. A pair's word takes the same time however many pairs there are.
/// </summary>
internal sealed class FleetProgress
{
    private readonly ProgressTeller _teller;
    private readonly Lock _lock = new();
    private readonly ExperimentProgress?[] _last;
    private readonly Dictionary<(string Doing, string Mode, int Block), int> _at = [];

    public FleetProgress(ProgressTeller teller, int pairs)
    {
        _teller = teller;
        _last = new ExperimentProgress?[pairs];
    }

    /// <summary>For the teller of one pair.</summary>
    /// <param name="index">Which, from 0.</param>
    public IProgress<ExperimentProgress> Of(int index) => new OfPair(this, index);

    private static (string Doing, string Mode, int Block) Step(ExperimentProgress told) => (told.Doing, told.Mode, told.Block);

    private void Hear(int index, ExperimentProgress told)
    {
        if (told.Detail is { } detail)
        {
            _teller.Note($"pair {index + 1}: {detail}");
            return;
        }

        var allAreAtIt = false;
        LoadProgress? load = null;
        lock (_lock)
        {
            var before = _last[index];
            _last[index] = told;
            if (before == null || Step(before) != Step(told))
            {
                allAreAtIt = Move(before, told);
            }
            else if (index == 0)
            {
                load = Sum();
            }
        }

        if (allAreAtIt && told.Mode.Length > 0)
        {
            _teller.Tell(told.Doing, told.Mode, told.Block);
        }
        else if (allAreAtIt)
        {
            _teller.Tell(told.Doing);
        }
        else if (load != null)
        {
            _teller.Tell(load);
        }
    }

    private bool Move(ExperimentProgress? before, ExperimentProgress told)
    {
        if (before != null && --_at[Step(before)] == 0)
        {
            _at.Remove(Step(before));
        }

        return (_at[Step(told)] = _at.GetValueOrDefault(Step(told)) + 1) == _last.Length;
    }

    // Once for all, when the first tells: each does so about once a second.
    private LoadProgress Sum()
    {
        List<ExperimentProgress> told = [.. _last.OfType<ExperimentProgress>()];
        return new LoadProgress(0, 0, told.Sum(each => each.RatePerSecond), Middle(told.Select(each => each.P50Ns)), Middle(told.Select(each => each.P99Ns)));
    }

    private static long Middle(IEnumerable<long> values)
    {
        List<long> known = [.. values.Where(value => value > 0).Order()];
        return known.Count == 0 ? 0 : known[known.Count / 2];
    }

    private sealed class OfPair(FleetProgress fleet, int index) : IProgress<ExperimentProgress>
    {
        public void Report(ExperimentProgress value) => fleet.Hear(index, value);
    }
}
