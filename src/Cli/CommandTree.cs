using System.CommandLine;
using System.CommandLine.Help;

namespace TraceToll.Cli;

/// <summary>All commands: what is parsed, completed, and described by help and the reference page.</summary>
internal static class CommandTree
{
    public const string Name = "tracetoll";

    public static Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = RootTexts.Verbose, Recursive = true };

    public static Command Create()
    {
        // Not a RootCommand: that one is called what its file is called.
        var root = new Command(Name, $"{RootTexts.Purpose}\n\n{RootTexts.ExitCodes}")
        {
            MeasureCommand.Create(),
            AnalyseCommand.Create(),
            ReportCommand.Create(),
            ImportCommand.Create(),
            TimelineCommand.Create(),
            BaselineCommand.Create(),
            DoctorCommand.Create(),
            NightlyCommand.Create(),
            HostsCommand.Create(),
            CompletionsCommand.Create(),
            Verbose,
            new HelpOption { Recursive = true, Action = new HelpWithExamples() },
            new VersionOption(),
        };
        root.Add(SuggestCommand.Create(root));
        root.Add(DocsCommand.Create(root));
        ValueCompletions.AddTo(root);
        return root;
    }

    /// <summary>As it is typed: <c>tracetoll hosts up</c>.</summary>
    public static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{PathOf(parent)} {command.Name}" : command.Name;

    /// <summary>The command and all below it, those that are not for people left out.</summary>
    public static IEnumerable<Command> Visible(Command command) => [command, .. command.Subcommands.Where(each => !each.Hidden).SelectMany(Visible)];

    /// <summary>Its options, and those that it has from above.</summary>
    public static IEnumerable<Option> OptionsOf(Command command) =>
        [.. command.Options, .. command.Parents.OfType<Command>().SelectMany(OptionsOf).Where(option => option.Recursive)];
}
