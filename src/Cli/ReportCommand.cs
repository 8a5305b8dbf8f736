using System.CommandLine;
using TraceToll.Recordings;

namespace TraceToll.Cli;

/// <summary><c>tracetoll report</c>: the report of a recording, again.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("recording") { Description = "The recording's folder" };
        var json = new Option<bool>("--json") { Description = "Print the result as JSON instead of tables" };
        var command = new Command("report", "Prints the report of a recording, the same as measure printed; analyse tries other budgets on it") { folder, json };
        command.SetAction(parsed =>
        {
            var path = Path.GetFullPath(parsed.GetValue(folder)!);
            var recording = Recording.Load(path);
            return Result.Print(recording, path, parsed.GetValue(json));
        });
        return command;
    }
}
