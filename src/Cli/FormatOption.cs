using System.CommandLine;
using TraceToll.Reports;

namespace TraceToll.Cli;

/// <summary><c>--format</c>, and <c>--json</c>, which is short for one of its values.</summary>
internal sealed class FormatOption
{
    private readonly Option<string?> _format;
    private readonly Option<bool> _json = new("--json") { Description = RecordingTexts.Json };
    private readonly bool _hasHgrm;

    /// <param name="hasHgrm">Whether the command can write one mode by itself.</param>
    public FormatOption(bool hasHgrm = false)
    {
        _hasHgrm = hasHgrm;
        var names = ReportFormat.All.Where(format => hasHgrm || format != ReportFormat.Hgrm).Select(format => format.Name);
        _format = new Option<string?>("--format")
        {
            Description = hasHgrm ? RecordingTexts.FormatOrHgrm : RecordingTexts.Format,
            HelpName = string.Join('|', names),
        };
    }

    public void AddTo(Command command)
    {
        command.Add(_format);
        command.Add(_json);
    }

    /// <summary>The format that was asked for.</summary>
    /// <exception cref="UsageException">There is none of that name, or the command does not write it.</exception>
    public ReportFormat Read(ParseResult parsed)
    {
        var (name, json) = (parsed.GetValue(_format), parsed.GetValue(_json));
        if (json && name is not null && name != ReportFormat.Json.Name)
        {
            throw new UsageException($"--json is short for --format json, and --format {name} is another; leave one of them away");
        }

        try
        {
            var format = json ? ReportFormat.Json : ReportFormat.Parse(name ?? ReportFormat.Text.Name);
            return format != ReportFormat.Hgrm || _hasHgrm ? format
                : throw new UsageException("hgrm is of a recording that is there already; write it with tracetoll report RECORDING --format hgrm --mode MODE");
        }
        catch (FormatException unknown)
        {
            throw new UsageException(unknown.Message);
        }
    }
}
