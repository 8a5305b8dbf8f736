using System.CommandLine;
using System.Globalization;
using System.Text;

namespace TraceToll.Cli;

/// <summary>The reference page, made from the same commands and texts as help.</summary>
internal static class CliReference
{
    public const string Writer = "./tracetoll docs cli > docs/cli.md";

    public static string Create(Command root)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            # The command line

            Every command with its options and examples, as `--help` has them too. This page is written by `{Writer}`; a test
            fails where it is not what the commands say. In a clone it is `./tracetoll` instead of `tracetoll`.

            {RootTexts.ExitCodes}


            """);
        foreach (var command in CommandTree.Visible(root))
        {
            Write(page, command);
        }

        return page.ToString().TrimEnd() + "\n";
    }

    private static void Write(StringBuilder page, Command command)
    {
        var path = CommandTree.PathOf(command);
        var arguments = string.Concat(command.Arguments.Select(argument => $" {Shown(argument)}"));
        page.Append(CultureInfo.InvariantCulture, $"## {path}{arguments.Replace("<", "\\<", StringComparison.Ordinal)}\n\n{command.Description!.Split('\n')[0]}\n\n");
        foreach (var example in Examples.Of(command))
        {
            page.Append(CultureInfo.InvariantCulture, $"    {example.Line.PadRight(Examples.Of(command).Max(each => each.Line.Length))}  # {example.Meaning}\n");
        }

        List<(string Name, string Meaning)> rows =
        [
            .. command.Subcommands.Where(each => !each.Hidden).Select(each => ($"[`{each.Name}`](#{CommandTree.PathOf(each).Replace(' ', '-')}{Anchor(each)})", each.Description!)),
            .. command.Arguments.Select(argument => ($"`{Shown(argument)}`", argument.Description + Default(argument.HasDefaultValue, argument.GetDefaultValue, argument.Description))),
            .. command.Options.Where(option => !option.Hidden).OrderBy(option => option.Name, StringComparer.Ordinal).Select(option =>
                ($"`{string.Join("`, `", [option.Name, .. option.Aliases.Where(alias => alias[0] == '-')])}`{Value(option)}", option.Description + (option.Required ? "; has to be given" : "") + Default(option.HasDefaultValue, option.GetDefaultValue, option.Description))),
        ];
        if (rows.Count > 0)
        {
            page.Append("\n| | |\n| --- | --- |\n");
            rows.ForEach(row => page.Append(CultureInfo.InvariantCulture, $"| {Cell(row.Name)} | {Cell(row.Meaning)} |\n"));
        }

        page.Append('\n');
    }

    // As GitHub makes them of headings.
    private static string Anchor(Command command) => string.Concat(command.Arguments.Select(argument =>
        "-" + string.Concat(Shown(argument).ToLowerInvariant().Where(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_'))));

    private static string Shown(Argument argument) =>
        $"{(argument.Arity.MinimumNumberOfValues == 0 ? "[" : "")}<{argument.HelpName ?? argument.Name}>{(argument.Arity.MaximumNumberOfValues > 1 ? "..." : "")}{(argument.Arity.MinimumNumberOfValues == 0 ? "]" : "")}";

    private static string Value(Option option) => option.ValueType == typeof(bool) || option.Arity.MaximumNumberOfValues == 0 ? ""
        : $" `<{option.HelpName ?? option.Name.TrimStart('-')}>`";

    private static string Default(bool has, Func<object?> value, string? description) =>
        !has || description?.Contains("[default", StringComparison.Ordinal) == true || Text(value()) is not { Length: > 0 } text ? "" : $" [default: {text}]";

    private static string? Text(object? value) => value switch
    {
        bool => null,
        TimeSpan time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours} h"),
        string text => text,
        System.Collections.IEnumerable => null,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
