using System.CommandLine;
using TraceToll.Analysis;
using TraceToll.Recordings;

namespace TraceToll.Cli;

/// <summary>What may be asked of figures, whether they are measured or read: budgets, and a rule for leaving blocks out.</summary>
internal sealed class BudgetOptions
{
    private readonly Option<string[]> _budget;
    private readonly Option<string?> _exclude;

    /// <param name="budgetEffect">What a budget does to the command, one sentence.</param>
    /// <param name="exclusionEffect">What leaving blocks out does to the command, one sentence.</param>
    public BudgetOptions(string budgetEffect, string exclusionEffect)
    {
        _budget = new Option<string[]>("--budget")
        {
            Description = "What tracing may add, such as p50=5us/5% (whichever is more), several with commas; 5us/5% is for mean, p50, p90 and p99. "
                + $"idle:p50=5us/5% is for one mode, in place of those for all. {budgetEffect}",
        };
        _exclude = new Option<string?>("--exclude")
        {
            Description = $"Leave out blocks in which a slice had more steal (ms) or hiccups than this: steal=20, hiccups=5, or both. {exclusionEffect}",
        };
    }

    public void AddTo(Command command)
    {
        command.Add(_budget);
        command.Add(_exclude);
    }

    /// <summary>The rule; null where none was given.</summary>
    /// <exception cref="FormatException">The text is no rule.</exception>
    public Exclusion? Exclusion(ParseResult parsed) => parsed.GetValue(_exclude) is { } rule ? Recordings.Exclusion.Parse(rule) : null;

    /// <summary>Budgets by mode; empty where none was given. Several for one mode are one; those of a mode go before those for all.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="modes">The modes that are compared with off.</param>
    /// <exception cref="FormatException">A text is no budget, or is for a mode that is not there.</exception>
    public Dictionary<string, Budget> Budgets(ParseResult parsed, IReadOnlyList<string> modes)
    {
        var texts = (parsed.GetValue(_budget) ?? []).Select(text => text.Split(':', 2) is [var mode, var budget] ? (Mode: mode, Text: budget) : (Mode: "", Text: text)).ToList();
        if (texts.Count > 0 && modes.Count == 0)
        {
            throw new FormatException("--budget is for a mode that is compared with off, and there is none; name one with --modes");
        }

        if (texts.FirstOrDefault(text => text.Mode.Length > 0 && !modes.Contains(text.Mode)) is { Text: not null } unknown)
        {
            throw new FormatException($"'{unknown.Mode}:{unknown.Text}' is a budget for '{unknown.Mode}', which is not compared with off; compared are {string.Join(", ", modes)}");
        }

        var byMode = texts.ToLookup(text => text.Mode, text => text.Text);
        return modes.Select(mode => (mode, Text: string.Join(',', byMode[mode].Any() ? byMode[mode] : byMode[""])))
            .Where(each => each.Text.Length > 0).ToDictionary(each => each.mode, each => Budget.Parse(each.Text));
    }
}
