using System.CommandLine;

namespace TraceToll.Cli;

/// <summary><c>tracetoll docs cli</c>, for who works on TraceToll: the reference page.</summary>
internal static class DocsCommand
{
    public static Command Create(Command root)
    {
        var page = new Command("cli", "Prints docs/cli.md");
        page.SetAction(_ =>
        {
            Console.Out.Write(CliReference.Create(root));
            return ExitCode.Done;
        });
        return new Command("docs", "Pages that are made from the program") { Hidden = true, Subcommands = { page } };
    }
}
