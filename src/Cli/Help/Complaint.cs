using System.CommandLine;
using System.CommandLine.Parsing;

namespace TraceToll.Cli;

/// <summary>What is wrong with a command line, a sentence for each thing: with the word that was probably meant, and never the whole help.</summary>
internal static class Complaint
{
    private const int Most = 3;

    /// <summary>Nothing where nothing is wrong.</summary>
    public static IEnumerable<string> About(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        // What stands behind a word that is not known is not understood either: the first says enough.
        return (StrayOption(parsed) ?? (parsed.UnmatchedTokens is [var first, ..] ? first : null)) is { } unknown ? [Unknown(command, unknown)]
            : command is { Action: null, Subcommands.Count: > 0 } ? [$"{CommandTree.PathOf(command)} needs a command: {Commands(command)}"]
            : parsed.Errors.Select(error => Sentence(error.Message)).Distinct().Take(Most);
    }

    /// <summary>A word that a command does not take.</summary>
    public static string Unknown(Command command, string word)
    {
        var path = CommandTree.PathOf(command);
        var (name, help) = (word.Split('=')[0], $"see '{path} --help'");
        var options = CommandTree.OptionsOf(command).Where(option => !option.Hidden).Select(option => option.Name).ToList();
        return word.StartsWith('-') ? $"'{name}' is no option of {path}{Nearest.Hint(name, options)}; {help}"
            : command.Subcommands.Count > 0 ? $"'{word}' is no command of {path}{Nearest.Hint(word, Names(command))}; known are {Commands(command)}"
            : $"'{word}' is nothing that {path} takes{Nearest.Hint($"--{word}", [.. options, word])}; {help}";
    }

    /// <summary>An option that is not known and was taken for what the command works on.</summary>
    private static string? StrayOption(ParseResult parsed) => parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash) ? null
        : parsed.CommandResult.Command.Arguments.Where(argument => argument.Name != NightlyCommand.Rest)
            .SelectMany(argument => parsed.GetResult(argument)?.Tokens ?? []).Select(token => token.Value)
            .FirstOrDefault(value => value.StartsWith("--", StringComparison.Ordinal));

    private static string Commands(Command command) => string.Join(", ", Names(command));

    private static IEnumerable<string> Names(Command command) => command.Subcommands.Where(each => !each.Hidden).Select(each => each.Name);

    // The library's own begin with a capital and end with a stop.
    private static string Sentence(string message) => char.IsUpper(message[0]) ? char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.') : message;
}
