using System.CommandLine;
using TraceToll.Recordings;

namespace TraceToll.Cli;

/// <summary><c>--out</c>: where the recording goes.</summary>
internal static class OutOption
{
    public static Option<string?> Create() => new("--out") { Description = MeasureTexts.Out };

    /// <summary>The folder that was asked for; null when none was.</summary>
    /// <exception cref="UsageException">It is none, or holds a recording.</exception>
    public static string? Read(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) switch
    {
        "" => throw new UsageException("'' is no folder; name one with --out, or leave --out away"),
        { } folder when Recording.Exists(folder) =>
            throw new UsageException($"{Path.GetFullPath(folder)} holds a recording already; choose another folder, or remove it"),
        var folder => folder,
    };
}
