using System.CommandLine;
using TraceToll.Baselines;

namespace TraceToll.Cli;

/// <summary><c>--baselines</c>: where they are.</summary>
internal static class StoreOption
{
    private const string Folder = "baselines";

    public static Option<string?> Create() => new("--baselines") { Description = BaselineTexts.Baselines };

    public static BaselineStore Open(ParseResult parsed, Option<string?> option) =>
        new(parsed.GetValue(option) is { } named ? (named.Length > 0 ? named : throw new UsageException("--baselines is empty; name a folder"))
            : (Environment.GetEnvironmentVariable("TRACETOLL_BASELINES") is { Length: > 0 } folder ? folder : Path.Combine(Checkout.FolderOf(Environment.CurrentDirectory) ?? Environment.CurrentDirectory, Folder)));
}
