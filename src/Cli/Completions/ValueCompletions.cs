using System.CommandLine;
using System.CommandLine.Completions;
using TraceToll.Hosts;
using TraceToll.Recordings;
using TraceToll.Scenarios;
using TraceToll.Tracing;

namespace TraceToll.Cli;

/// <summary>What values may become, by the names of options and arguments.</summary>
internal static class ValueCompletions
{
    private static readonly Dictionary<string, Func<string, IEnumerable<string>>> Known = new()
    {
        ["--scenario"] = word => Parts(word, [Scenario.MarketData.Name], _ => ScenarioText.Names.Select(name => $"{name}=")),
        ["--testbed"] = word => Parts(word, KnownTestbeds.Kinds, kind => kind switch
        {
            "namespaces" => ["delay=", "jitter=", "loss=", "pairs="],
            "containers" => ["cpus=", "memory=", "pairs="],
            "loopback" => ["pairs="],
            _ => [],
        }),
        ["--modes"] = word => Parts(word, ModeNames, _ => ModeNames),
        ["--plan"] = word => Parts(word, ["quick", "origin", "blocks=", "runs="], first =>
            first.StartsWith("runs=", StringComparison.Ordinal) ? ["messages=", "warm-up-replies="] : ["blocks=", "slice=", "limit=", "warm-up=", "seed="]),
        ["--budget"] = word => Parts(word, Measures, _ => Measures),
        ["--tolerance"] = word => Parts(word, Measures, _ => Measures),
        ["--exclude"] = word => Parts(word, ["steal=", "hiccups="], _ => ["steal=", "hiccups="]),
        ["--image"] = _ => ["amazon-linux", "ubuntu"],
        ["--from"] = _ => Recordings(),
        ["recording"] = _ => Recordings(),
    };

    private static IEnumerable<string> ModeNames => [.. TracingMode.Named.Where(mode => !mode.IsControl).Select(mode => mode.Name), TracingMode.Off.Name, TracingMode.ScriptName];

    private static IReadOnlyList<string> Measures => ["p50=", "p90=", "p99=", "mean="];

    public static void AddTo(Command command)
    {
        foreach (var option in command.Options)
        {
            if (Known.ContainsKey(option.Name))
            {
                // As the library calls it where nothing completes it.
                option.HelpName ??= option.Name.TrimStart('-');
            }

            Set(option.CompletionSources, option.Name, option.HelpName);
        }

        foreach (var argument in command.Arguments)
        {
            Set(argument.CompletionSources, argument.Name, argument.HelpName);
        }

        foreach (var below in command.Subcommands)
        {
            AddTo(below);
        }
    }

    private static void Set(List<Func<CompletionContext, IEnumerable<CompletionItem>>> sources, string name, string? helpName)
    {
        // Help that names all that a value may be, such as sender|responder|both, says enough.
        var words = Known.TryGetValue(name, out var known) ? known
            : helpName?.Split('|') is { Length: > 1 } named && named.All(word => word.Length > 0 && char.IsLower(word[0])) ? _ => named
            : null;
        if (words != null)
        {
            // An enum would offer its own names, with capitals.
            sources.Clear();
            sources.Add(Source(words));
        }
    }

    // Help asks without a word, to list them all: what a value is, it has told already.
    private static Func<CompletionContext, IEnumerable<string>> Source(Func<string, IEnumerable<string>> words) =>
        context => ReferenceEquals(context, CompletionContext.Empty) ? [] : words(context.WordToComplete);

    /// <summary>A list parted by commas: the first may be one of some, the rest depend on it, and what is before the last comma stays.</summary>
    private static IEnumerable<string> Parts(string word, IEnumerable<string> first, Func<string, IEnumerable<string>> rest)
    {
        var kept = word[..(word.LastIndexOf(',') + 1)];
        return kept.Length == 0 ? first : rest(word.Split(',')[0]).Except(kept.Split(',')).Select(part => kept + part);
    }

    /// <summary>The newest first.</summary>
    private static IEnumerable<string> Recordings() => Directory.Exists(RecordingFolder.DefaultRoot)
        ? Directory.GetDirectories(RecordingFolder.DefaultRoot).Where(Recording.Exists).OrderDescending(StringComparer.Ordinal)
        : [];
}
