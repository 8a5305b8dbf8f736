using System.CommandLine;
using TraceToll.Analysis;
using TraceToll.Recordings;

namespace TraceToll.Cli;

/// <summary>What may be asked of figures, whether they are measured or read: budgets, and a rule for leaving blocks out.</summary>
internal sealed class BudgetOptions
{
    private readonly Option<string[]> _budget;
    private readonly Option<string?> _exclude;

    /// <param name="budget">What help says of budgets.</param>
    /// <param name="exclusion">What help says of leaving blocks out.</param>
    public BudgetOptions(string budget, string exclusion)
    {
        _budget = new Option<string[]>("--budget")
        {
            Description = budget,
        };
        _exclude = new Option<string?>("--exclude")
        {
            Description = exclusion,
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
