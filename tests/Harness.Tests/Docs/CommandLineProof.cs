using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using TraceToll.Analysis;
using TraceToll.Cli;
using TraceToll.Experiments;
using TraceToll.Hosts;
using TraceToll.Recordings;
using TraceToll.Recordings.Import;
using TraceToll.Reports;
using TraceToll.Scenarios;
using TraceToll.Tests.Support;
using TraceToll.Tracing;

namespace TraceToll.Tests.Docs;

/// <summary>A command line is one that the command line understands. Words in capitals, and ..., stand for what a user fills in.</summary>
internal static partial class CommandLineProof
{
    // The script's own verb: see ./tracetoll.
    private const string OfTheScript = "test";

    private static readonly Dictionary<string, Action<string>> Readers = new()
    {
        ["--scenario"] = ReadScenario,
        ["--testbed"] = text => Testbed.Parse(text),
        ["--plan"] = text => Plan.Parse(text),
        ["--modes"] = text => text.Split(',').Where(mode => mode != "script").ToList().ForEach(mode => TracingMode.Parse(mode)),
        ["--budget"] = text => Budget.Parse(text.Split(':')[^1]),
        ["--exclude"] = text => Exclusion.Parse(text),
        ["--format"] = text => ReportFormat.Parse(text),
        ["--planted-delay"] = text => Nanoseconds.Parse(text),
    };

    /// <summary>Whether it only says what a command is called, without all that it takes.</summary>
    public static bool IsName(IReadOnlyList<string> verbs) => CommandTree.Create().Parse(verbs).Tokens.All(token => token.Type == TokenType.Command);

    public static IEnumerable<string> Problems(IReadOnlyList<string> arguments)
    {
        if (arguments is [OfTheScript, ..])
        {
            return [];
        }

        var parsed = CommandTree.Create().Parse(arguments);
        var line = $"tracetoll {string.Join(' ', arguments)}";
        return
        [
            .. parsed.Errors.Select(error => $"'{line}': {error.Message}"),
            .. from option in parsed.CommandResult.Children.OfType<OptionResult>()
               where Readers.ContainsKey(option.Option.Name)
               from token in option.Tokens
               where !StandsForSomething().IsMatch(token.Value)
               from problem in BlockProof.Throws<Exception>(() => Readers[option.Option.Name](token.Value))
               select $"'{line}': {problem}",
            .. BudgetsOfNobody(parsed).Select(problem => $"'{line}': {problem}"),
            .. arguments is ["import", ..] ? arguments.Skip(1).Where(each => each.Contains('=', StringComparison.Ordinal)).SelectMany(each => BlockProof.Throws<FormatException>(() => ReportFile.Parse(each))) : [],
        ];
    }

    // A mode of a script is called after its file, which is easily forgotten.
    private static IEnumerable<string> BudgetsOfNobody(ParseResult parsed)
    {
        if (parsed.CommandResult.Command.Name != "measure" || parsed.Errors.Count > 0)
        {
            return [];
        }

        var script = parsed.GetValue<FileInfo?>("--script") is { } file ? Path.GetFileNameWithoutExtension(file.Name) : null;
        List<string> named = [.. (parsed.GetValue<string[]>("--modes") ?? []).SelectMany(text => text.Split(','))];
        List<string> modes = [.. (named.Count > 0 ? named : ["idle", "log"]).Where(mode => mode != "script"), .. script == null ? Array.Empty<string>() : [script]];
        return (parsed.GetValue<string[]>("--budget") ?? []).Where(text => text.Contains(':', StringComparison.Ordinal)).Select(text => text.Split(':')[0])
            .Where(mode => !modes.Contains(mode)).Select(mode => $"a budget for '{mode}', and measured are {string.Join(", ", modes)}");
    }

    // A timeline's file is read with its scenario, and that of an example is not here.
    private static void ReadScenario(string text)
    {
        using var folder = new TemporaryFolder();
        TimelineFile.Write(folder.File("timeline.csv"), [new(0, 64), new(1_000, 64)]);
        Scenario.Parse(TimelineOf().Replace(text, $"timeline={folder.File("timeline.csv")}")).Validate();
    }

    [GeneratedRegex(@"^(\p{Lu}+|\.\.\.)$")]
    private static partial Regex StandsForSomething();

    [GeneratedRegex("timeline=[^,]+")]
    private static partial Regex TimelineOf();
}
