using System.CommandLine;

namespace TraceToll.Cli;

/// <summary><c>tracetoll completions</c>: a script for a shell.</summary>
internal static class CompletionsCommand
{
    private static readonly string[] Shells = ["bash", "zsh"];

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = RootTexts.Shell, HelpName = string.Join('|', Shells) };
        var command = new Command("completions", RootTexts.Completions) { shell };
        command.SetAction(parsed =>
        {
            Console.Out.Write(Script(parsed.GetValue(shell)!));
            return ExitCode.Done;
        });
        return command;
    }

    private static string Script(string shell)
    {
        if (!Shells.Contains(shell))
        {
            throw new UsageException($"there are no completions for '{shell}'{Nearest.Hint(shell, Shells)}; known are {string.Join(" and ", Shells)}");
        }

        using var script = new StreamReader(typeof(CompletionsCommand).Assembly.GetManifestResourceStream($"tracetoll.{shell}")!);
        return script.ReadToEnd();
    }
}
