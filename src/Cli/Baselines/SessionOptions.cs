using System.CommandLine;
using TraceToll.Analysis;
using TraceToll.Baselines;
using TraceToll.Recordings;
using TraceToll.Tracing;

namespace TraceToll.Cli;

/// <summary>What a recording is to be known as where it is held against a baseline, or becomes one.</summary>
internal sealed class SessionOptions
{
    private readonly Option<string?> _mode = new("--mode") { Description = BaselineTexts.Mode };
    private readonly Option<string?> _environment = new("--environment") { Description = BaselineTexts.Environment };
    private readonly Option<string?> _tolerance = new("--tolerance") { Description = BaselineTexts.Tolerance };
    private readonly Option<int> _sessions = new("--sessions") { Description = BaselineTexts.Sessions, DefaultValueFactory = _ => Baseline.UsualSessions };

    public void AddTo(Command command)
    {
        command.Add(_mode);
        command.Add(_environment);
        command.Add(_tolerance);
        command.Add(_sessions);
    }

    /// <summary>The first of these options that was given; null when none was.</summary>
    public string? Given(ParseResult parsed) =>
        ((Option[])[_mode, _environment, _tolerance, _sessions]).FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false })?.Name;

    /// <summary>The name alone, where a person wrote it as reports do: with the environment.</summary>
    /// <exception cref="UsageException">The recording is of another environment.</exception>
    public static string NameFor(MeasuredSession measured, string name) => name.Split('/') is not [var environment, var own] ? name
        : environment == measured.Environment ? own
        : throw new UsageException($"{name} is of another environment than the recording, {measured.Environment}; name the right one, if need be with --environment");

    /// <exception cref="FormatException">An option is wrong, or the recording can be no baseline.</exception>
    public MeasuredSession Read(ParseResult parsed, string path)
    {
        var folder = RecordingPath.Full(path);
        var recording = Recording.Load(folder);
        var modes = recording.Manifest.Modes.Where(mode => !TracingMode.IsControlName(mode)).ToList();
        var mode = parsed.GetValue(_mode) ?? (modes is [var only] ? only
            : throw new FormatException(modes.Count == 0 ? $"the recording in {folder} has no mode that is compared with off" : $"say which mode of the recording with --mode: {string.Join(", ", modes)}"));
        return MeasuredSession.Of(recording, folder, mode, parsed.GetValue(_environment));
    }

    public Budget? Tolerance(ParseResult parsed) => parsed.GetValue(_tolerance) is { } text ? Budget.Parse(text) : null;

    public int Sessions(ParseResult parsed) => parsed.GetValue(_sessions) is var sessions and >= 1
        ? sessions
        : throw new FormatException($"--sessions is {parsed.GetValue(_sessions)}; 1 is the least");
}
