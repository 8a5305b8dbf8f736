using System.CommandLine;
using TraceToll.Recordings.Import;
using TraceToll.Reports;

namespace TraceToll.Cli;

/// <summary><c>tracetoll import</c>: a recording from reports in the origin's layout.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("[MODE=]FILE")
        {
            Description = RecordingTexts.Files,
            Arity = ArgumentArity.OneOrMore,
        };
        var folder = OutOption.Create();
        var command = new Command("import", RecordingTexts.ImportCommand) { files, folder };
        command.SetAction(parsed =>
        {
            var chosen = OutOption.Read(parsed, folder);
            var imported = ReportImport.Read(Files(parsed.GetValue(files)!), TimeProvider.System);
            var path = ReportImport.Save(imported, chosen);
            Result.Print(imported, path, ReportFormat.Text);
            Console.Error.WriteLine($"recording: {path}");
            return ExitCode.Done;
        });
        return command;
    }

    private static List<ReportFile> Files(IEnumerable<string> arguments)
    {
        try
        {
            return [.. arguments.Select(ReportFile.Parse)];
        }
        catch (FormatException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }
}
