using System.Globalization;
using TraceToll.Analysis;
using TraceToll.Experiments;

namespace TraceToll;

/// <summary>Experiments that measure until it is known whether treatments stay within their budgets.</summary>
public static class ExperimentBudgets
{
    /// <summary>With this budget for every mode that the experiment compares; after <see cref="Experiment.Compare"/>.</summary>
    /// <exception cref="ArgumentException">The experiment compares nothing yet, or its plan is too short to decide anything.</exception>
    public static Experiment Within(this Experiment experiment, Budget budget)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return experiment.Within(experiment.Treatments.ToDictionary(mode => mode.Name, _ => budget));
    }

    /// <summary>With budgets by mode; after <see cref="Experiment.Compare"/>. Modes without one are measured, and not judged.</summary>
    /// <exception cref="ArgumentException">A mode is not compared by the experiment, there is no budget, or the plan is too short to decide anything.</exception>
    public static Experiment Within(this Experiment experiment, IReadOnlyDictionary<string, Budget> budgets)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(budgets);
        var known = experiment.Treatments.Select(mode => mode.Name).ToList();
        return budgets.Count == 0 ? throw new ArgumentException("there is no mode to have a budget; name the modes first, with Compare")
            : budgets.Keys.FirstOrDefault(mode => !known.Contains(mode)) is { } unknown
            ? throw new ArgumentException($"'{unknown}' has a budget and is not measured; measured are {string.Join(", ", known)}")
            : experiment.Until(
                budgets.ToDictionary(budget => budget.Key, budget => $"{budget.Value}"),
                soFar => Verdict.IsKnown(soFar, budgets),
                plan => Undecidable(plan, budgets.Values.Min(budget => budget.ErrorRate)));
    }

    /// <summary>So few blocks or runs have no result that is as rare as an error has to be.</summary>
    private static string? Undecidable(Plan plan, double errorRate)
    {
        var (what, has, needs) = plan switch
        {
            Interleaved interleaved => ("blocks", interleaved.Blocks, SignedRankDistribution.FewestFor(errorRate)),
            // Off and off-again are one control.
            SeparateRuns runs => ("runs a mode", runs.Runs, Enumerable.Range(1, int.MaxValue).First(each => TwoSets.FewestUnits(2, 1, errorRate) <= 3 * each)),
            _ => ("", 0, 0),
        };
        return has >= needs ? null : string.Create(CultureInfo.InvariantCulture,
            $"the plan {plan} has {has} {what}, and a budget that may be wrong {errorRate * 100:0.####} % of the time takes {needs} at the least: plan more, or allow more errors (error=5%)");
    }
}
