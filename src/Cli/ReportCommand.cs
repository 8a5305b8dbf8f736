using System.CommandLine;
using TraceToll.Analysis;
using TraceToll.Recordings;
using TraceToll.Reports;

namespace TraceToll.Cli;

/// <summary><c>tracetoll report</c>: the report of a recording, again.</summary>
internal static class ReportCommand
{
    private static readonly Argument<string[]> Folders = new("recording")
    {
        Description = RecordingTexts.Reported,
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly FormatOption Format = new(hasHgrm: true);

    private static readonly Option<string?> Mode = new("--mode") { Description = RecordingTexts.Mode };

    private static readonly Option<string?> Out = new("--out") { Description = RecordingTexts.Out };

    public static Command Create()
    {
        var command = new Command("report", RecordingTexts.ReportCommand) { Folders };
        Format.AddTo(command);
        command.Add(Mode);
        command.Add(Out);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var (format, mode, target) = (Format.Read(parsed), parsed.GetValue(Mode), parsed.GetValue(Out));
        if (mode != null && format != ReportFormat.Hgrm)
        {
            throw new UsageException($"--mode is for --format hgrm; {format.Name} has all modes");
        }

        if (target is "")
        {
            throw new UsageException("'' is no file; name one with --out, or leave --out away");
        }

        if (parsed.GetValue(Folders) is { Length: > 1 } folders)
        {
            return Compare(folders, format, target);
        }

        var path = RecordingPath.Full(parsed.GetValue(Folders)![0]);
        var recording = Recording.Load(path);
        if (format == ReportFormat.Hgrm)
        {
            return WriteHgrm(recording, mode, target);
        }

        if (target == null)
        {
            return Result.Print(recording, path, format);
        }

        var analysis = SessionAnalysis.Of(recording);
        OutputFile.Write(target, format.Create(recording, analysis, path));
        return ExitCode.Of(recording, analysis);
    }

    private static int Compare(string[] folders, ReportFormat format, string? target)
    {
        if (format != ReportFormat.Text && format != ReportFormat.Html)
        {
            throw new UsageException($"{format.Name} is of one recording; several are compared as text or html");
        }

        var report = new ComparedReport([.. Names(folders).Zip(folders, (name, folder) => (name, Recording.Load(RecordingPath.Full(folder))))]);
        var exitCode = ExitCode.Worst(report.Sessions.Select(session => ExitCode.Of(session.Recording, session.Analysis)));
        if (target != null)
        {
            OutputFile.Write(target, format == ReportFormat.Html ? report.ToHtml() : report.ToText());
        }
        else
        {
            Result.Print(format == ReportFormat.Html ? report.ToHtml : report.ToText, format == ReportFormat.Text ? report.ToTerminal : null);
        }

        return exitCode;
    }

    /// <summary>As short as tells them apart.</summary>
    private static IEnumerable<string> Names(string[] folders)
    {
        var names = folders.Select(folder => Path.GetFileName(Path.TrimEndingDirectorySeparator(RecordingPath.Full(folder)))).ToList();
        return names.Distinct().Count() == names.Count ? names : folders;
    }

    private static int WriteHgrm(Recording recording, string? mode, string? target)
    {
        if (mode == null && target == null)
        {
            throw new UsageException($"hgrm is one mode a file; name one of {string.Join(", ", recording.Manifest.Modes)} with --mode, or a folder for all with --out");
        }

        if (mode == null)
        {
            OutputFile.WriteAll(target!, ReportFormat.CreateHgrm(recording));
        }
        else if (target == null)
        {
            Console.Out.Write(ReportFormat.CreateHgrm(recording, mode));
        }
        else
        {
            OutputFile.Write(target, ReportFormat.CreateHgrm(recording, mode));
        }

        return ExitCode.Of(recording, SessionAnalysis.Of(recording));
    }
}
