using System.CommandLine;
using TraceToll.Analysis;
using TraceToll.Recordings;

namespace TraceToll.Cli;

/// <summary>What may be asked of figures, whether they are measured or read: budgets, and a rule for leaving blocks out.</summary>
internal sealed class BudgetOptions
{
    private readonly Option<string[]> _budget = new("--budget")
    {
        Description = "What tracing may add, such as p50=5us/5% (whichever is more), several with commas; 5us/5% is for mean, p50, p90 and p99; "
            + "idle:p50=5us/5% is for one mode, and repeatable. Measuring stops when the verdict is known",
    };

    private readonly Option<string?> _exclude = new("--exclude")
    {
        Description = "Leave out blocks in which a slice had more steal (ms) or hiccups than this, and measure them again: steal=20, hiccups=5, or both",
    };

    public void AddTo(Command command)
    {
        command.Add(_budget);
        command.Add(_exclude);
    }

    /// <summary>The rule; null where none was given.</summary>
    /// <exception cref="FormatException">The text is no rule.</exception>
    public Exclusion? Exclusion(ParseResult parsed) => parsed.GetValue(_exclude) is { } rule ? Recordings.Exclusion.Parse(rule) : null;

    /// <summary>Budgets by mode; empty where none was given. A later one of a mode replaces an earlier one.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="modes">The modes that a budget without a name is for.</param>
    /// <exception cref="FormatException">A text is no budget, or is for a mode that is not there.</exception>
    public Dictionary<string, Budget> Budgets(ParseResult parsed, IReadOnlyList<string> modes)
    {
        Dictionary<string, Budget> budgets = [];
        foreach (var text in parsed.GetValue(_budget) ?? [])
        {
            var (mode, budget) = text.Split(':', 2) is [var left, var right] ? (left, Budget.Parse(right)) : (null, Budget.Parse(text));
            if (mode != null && !modes.Contains(mode))
            {
                throw new FormatException($"'{text}' is a budget for '{mode}', which is not compared with off; compared are {string.Join(", ", modes)}");
            }

            foreach (var each in mode == null ? modes : [mode])
            {
                budgets[each] = budget;
            }
        }

        return budgets;
    }
}
