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
    // Beyond this nobody measures; the estimate then lies on the tolerance.
    private const double MostUnits = 10_000;

    /// <param name="questions">The questions, one family.</param>
    /// <param name="error">The error rate that may be used now.</param>
    public static IReadOnlyList<Finding> Of(IReadOnlyList<Question> questions, double error)
    {
        var over = Holm(questions, error, (question, level) => question.Effect.Bounds(level).Lower > question.ToleranceNs);
        var under = Holm(questions, error, (question, level) => question.Effect.Bounds(level).Upper < -question.ToleranceNs);
        return [.. questions.Select((question, i) => Find(question, over[i], under[i], error))];
    }

    private static Finding Find(Question question, Claim over, Claim under, double error)
    {
        var upper = question.Effect.Bounds(error).Upper;
        var kind = question.Unsupported != null ? VerdictKind.Inconclusive
            : over.Holds ? VerdictKind.Regressed
            : under.Holds ? VerdictKind.Improved
            : upper <= question.ToleranceNs ? VerdictKind.Within
            : VerdictKind.Inconclusive;
        var bounds = new Interval(question.Effect.Bounds(over.Level).Lower, under.Holds ? question.Effect.Bounds(under.Level).Upper : upper);
        return new Finding(question.Measure, question.Effect, question.ToleranceNs, bounds, kind,
            kind == VerdictKind.Inconclusive && question.Unsupported == null ? UnitsToDecide(question, bounds, error, over.Level) : null,
            question.Unsupported);
    }

    /// <summary>Holm's steps: the error is shared by those that are not shown yet; each that is shown leaves more to the others.</summary>
    private static Claim[] Holm(IReadOnlyList<Question> questions, double error, Func<Question, double, bool> isShown)
    {
        var claims = new Claim[questions.Count];
        var open = Enumerable.Range(0, questions.Count).ToList();
        var closed = -1;
        while (open.Count > 0 && closed != open.Count)
        {
            closed = open.Count;
            var level = error / open.Count;
            foreach (var i in open.ToList())
            {
                claims[i] = new Claim(questions[i].Unsupported == null && isShown(questions[i], level), level);
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
        var effect = question.Effect;
        var isAbove = effect.Estimate > question.ToleranceNs;
        var fewest = effect.FewestUnits(isAbove ? overLevel : error);
        var reach = isAbove ? effect.Estimate - bounds.Lower : bounds.Upper - effect.Estimate;
        if (!double.IsFinite(reach))
        {
            return Math.Max(fewest, effect.Units + 1);
        }

        var needed = effect.Units * Math.Pow(reach / Math.Abs(effect.Estimate - question.ToleranceNs), 2);
        return needed <= MostUnits ? Math.Max(fewest, Math.Max(effect.Units + 1, (int)Math.Ceiling(needed))) : null;
    }

    private readonly record struct Claim(bool Holds, double Level);
}
