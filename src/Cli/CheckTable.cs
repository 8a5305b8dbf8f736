using Spectre.Console;

namespace TraceToll.Cli;

/// <summary>Tables of checks on standard output: coloured on a terminal, plain and wide where nobody has a width to respect.</summary>
internal static class CheckTable
{
    // Nobody wants to read a path in pieces.
    private const int Width = 200;

    public static void Write(Table table)
    {
        if (!Console.IsOutputRedirected)
        {
            AnsiConsole.Write(table);
            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Console.Out),
        });
        console.Profile.Width = Width;
        console.Write(table);
    }
}
