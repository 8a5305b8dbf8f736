namespace TraceToll.Benchmarks;

/// <param name="Row">The row.</param>
/// <param name="Pairs">Those in which both sides succeeded.</param>
/// <param name="Failed">How many did not.</param>
internal sealed record RowResult(Row Row, IReadOnlyList<Pair> Pairs, int Failed)
{
    public IReadOnlyList<Finding> Findings { get; } = [.. Row.Questions.Select(question => question.Answer(Pairs))];
}
