using TraceToll.Protocol;

namespace TraceToll.Recordings.Fleet;

/// <summary>One slice of what several pairs measured at the same time. The work grows with the number of pairs, and with nothing else.</summary>
internal static class MergedSlice
{
    /// <param name="pairs">What each pair is called, and its slice of this block and mode; one at least.</param>
    public static Slice Of(IReadOnlyList<(string Pair, Slice Slice)> pairs)
    {
        var first = pairs[0].Slice;
        return new Slice
        {
            Block = first.Block,
            Mode = first.Mode,
            Use = first.Use,
            Measured = Of([.. pairs.Select(each => each.Slice.Measured)]),
            Tracers = [.. pairs.SelectMany(each => each.Slice.Tracers.Select(tracer => Of(each.Pair, tracer)))],
            Problems = [.. pairs.SelectMany(each => each.Slice.Problems.Select(problem => $"{each.Pair}: {problem}"))],
        };
    }

    private static SliceMeasured Of(IReadOnlyList<SliceMeasured> pairs) => new()
    {
        Slice = pairs[0].Slice,
        // Each by its own sender's clock: they are never compared, so that the slice is as long as its longest.
        StartUnixNs = pairs.Min(each => each.StartUnixNs),
        DurationNs = pairs.Max(each => each.DurationNs),
        // Their difference is what all have sent.
        FirstSequence = pairs.Sum(each => each.FirstSequence),
        EndSequence = pairs.Sum(each => each.EndSequence),
        RepliesExpected = pairs.Sum(each => each.RepliesExpected),
        Replies = pairs.Sum(each => each.Replies),
        OutOfOrder = pairs.Sum(each => each.OutOfOrder),
        SamplesDropped = pairs.Sum(each => each.SamplesDropped),
        AchievedRate = pairs.Sum(each => each.AchievedRate),
        LagAtEndNs = pairs.Max(each => each.LagAtEndNs),
        FromDue = Histograms.Sum(pairs.Select(each => each.FromDue)),
        FromSend = Histograms.Sum(pairs.Select(each => each.FromSend)),
        SendLag = Histograms.Sum(pairs.Select(each => each.SendLag)),
        LoopGaps = pairs.All(each => each.LoopGaps != null) ? Histograms.Sum(pairs.Select(each => each.LoopGaps!)) : null,
        MeanFromDueNs = pairs.Sum(each => each.Replies) is > 0 and var replies ? pairs.Sum(each => each.MeanFromDueNs * each.Replies) / replies : 0,
        Intervals = MergedIntervals.Of(pairs.Select(each => each.Intervals)),
        Witness = MergedWitness.Of([.. pairs.Select(each => each.Witness)]),
    };

    /// <summary>Its figures; the lines that it kept for people are in the pair's own recording.</summary>
    private static TracerEvidence Of(string pair, TracerEvidence tracer) => tracer with
    {
        Host = $"{pair}, {tracer.Host}",
        Detached = tracer.Detached with { LogSample = [], MalformedSample = [] },
    };
}
