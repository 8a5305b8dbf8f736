using System.CommandLine;
using System.CommandLine.Help;

namespace TraceToll.Cli;

internal static class CommandTree
{
    // Not a RootCommand: that one is called what its file is called.
    public static Command Create() => new("tracetoll", "What does this tracer cost my percentiles?\n\n" + ExitCode.Help)
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
        new HelpOption { Recursive = true },
        new VersionOption(),
    };
}
