using System.CommandLine;

namespace TraceToll.Cli;

/// <summary><c>tracetoll suggest LINE</c>, which the shells' scripts call: what the last word of a line may become, one a line.</summary>
internal static class SuggestCommand
{
    public static Command Create(Command root)
    {
        var line = new Argument<string>("line") { Description = "The command line up to the cursor" };
        var command = new Command("suggest", "What the last word may become") { line };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            foreach (var word in Of(root, parsed.GetValue(line)!))
            {
                Console.Out.WriteLine(word);
            }

            return ExitCode.Done;
        });
        return command;
    }

    public static IReadOnlyList<string> Of(Command root, string line)
    {
        // However it was called: the first word is the program.
        var typed = line.Split(' ', 2) is [_, var rest] ? rest : "";
        var word = typed[(typed.LastIndexOf(' ') + 1)..];
        // An option that is typed whole is taken for one that waits for its value; it may be the beginning of a longer one.
        var text = word.StartsWith('-') ? typed[..^(word.Length - 1)] : typed;
        var parsed = root.Parse(text);
        List<string> all = [.. parsed.GetCompletions(text.Length).Select(item => item.InsertText ?? item.Label)
            .Where(item => item.StartsWith(word, StringComparison.Ordinal) && item[0] != '/' && item != "-?").Distinct()];
        List<string> values = [.. all.Where(item => item[0] != '-')];
        // Before anything is typed, options stand back: for commands and values, and for the files that the shell itself completes.
        return word.Length == 0 && (values.Count > 0 || parsed.CommandResult.Command.Arguments.Count > 0) ? values : all;
    }
}
