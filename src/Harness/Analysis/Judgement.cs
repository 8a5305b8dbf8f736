namespace TraceToll.Analysis;

/// <summary>
/// Decides several questions together. That any is over its tolerance, or any improved, is claimed at Holm's levels, so that the error
/// rate holds for all together; that all are within takes each at the full rate, as a union of hypotheses has to be rejected in
/// every part.
/// </summary>
/// <remarks>
/// Sources: Holm, A Simple Sequentially Rejective Multiple Test Procedure, Scandinavian Journal of Statistics 6 (1979); Berger,
/// Multiparameter Hypothesis Testing and Acceptance Sampling, Technometrics 24 (1982), for intersection-union tests.
/// </remarks>
internal static class Judgement
{
    // A plan takes no more.
    private const double MostUnits = 1_000;

    /// <param name="questions">The questions, one family.</param>
    /// <param name="error">The error rate that may be used now.</param>
    public static IReadOnlyList<Finding> Of(IReadOnlyList<Question> questions, double error)
    {
        var over = Holm(questions, error, (question, level) => question.LowerNs(level) > question.ToleranceNs);
        var under = Holm(questions, error, (question, level) => question.UpperWhenFasterNs(level) < -question.ToleranceNs);
        return [.. questions.Select((question, i) => Find(question, over[i], under[i], error))];
    }

    private static Finding Find(Question question, Claim over, Claim under, double error)
    {
        var upper = question.UpperNs(error);
        var kind = question.Unsupported != null ? VerdictKind.Inconclusive
            : over.Holds ? VerdictKind.Regressed
            : under.Holds ? VerdictKind.Improved
            : upper <= question.ToleranceNs ? VerdictKind.Within
            : VerdictKind.Inconclusive;
        var bounds = new Interval(question.LowerNs(over.Level), under.Holds ? question.UpperWhenFasterNs(under.Level) : upper);
        return new Finding(question.Measure, question.Effect, question.ToleranceNs, bounds, kind,
            kind == VerdictKind.Inconclusive && question.Unsupported == null ? UnitsToDecide(question, bounds, error, over.Level) : null,
            question.Unsupported);
    }

    /// <summary>Holm's steps: the error is shared by those that are not shown yet; each that is shown leaves more to the others.</summary>
    private static Claim[] Holm(IReadOnlyList<Question> questions, double error, Func<Question, double, bool> isShown)
    {
        // What cannot be answered takes no part, and no share.
        var claims = Enumerable.Repeat(new Claim(Holds: false, error), questions.Count).ToArray();
        var open = Enumerable.Range(0, questions.Count).Where(i => questions[i].Unsupported == null).ToList();
        var closed = -1;
        while (open.Count > 0 && closed != open.Count)
        {
            closed = open.Count;
            var level = error / open.Count;
            foreach (var i in open.ToList())
            {
                claims[i] = new Claim(isShown(questions[i], level), level);
                if (claims[i].Holds)
                {
                    open.Remove(i);
                }
            }
        }

        return claims;
    }

    /// <summary>Bounds close in with the root of the number of units; the one on the side of the tolerance has to reach it.</summary>
    private static int? UnitsToDecide(Question question, Interval bounds, double error, double overLevel)
    {
        var (units, estimateNs) = (question.Effect.Units, question.EstimateNs);
        var isAbove = estimateNs > question.ToleranceNs;
        var fewest = question.Effect.FewestUnits(isAbove ? overLevel : error);
        var reach = isAbove ? estimateNs - bounds.Lower : bounds.Upper - estimateNs;
        if (!double.IsFinite(reach))
        {
            return Math.Max(fewest, units + 1);
        }

        var needed = question.Effect.UnitsFor(Math.Abs(estimateNs - question.ToleranceNs) / reach);
        return needed <= MostUnits ? Math.Max(fewest, Math.Max(units + 1, (int)Math.Ceiling(needed))) : null;
    }

    private readonly record struct Claim(bool Holds, double Level);
}
