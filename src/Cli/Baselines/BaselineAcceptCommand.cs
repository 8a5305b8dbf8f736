using System.CommandLine;
using CliWrap.Buffered;
using TraceToll.Baselines;

namespace TraceToll.Cli;

/// <summary><c>tracetoll baseline accept</c>: approves.</summary>
internal static class BaselineAcceptCommand
{
    private static readonly Argument<string[]> Names = new("name") { Description = BaselineTexts.Name, Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<bool> All = new("--all") { Description = BaselineTexts.All };
    private static readonly Option<string> Reason = new("--reason") { Description = BaselineTexts.Reason, Required = true };
    private static readonly Option<string?> By = new("--by") { Description = BaselineTexts.By };
    private static readonly Option<bool> Force = new("--force") { Description = BaselineTexts.Force };
    private static readonly Option<string?> From = new("--from") { Description = BaselineTexts.From };
    private static readonly Option<string?> Folder = StoreOption.Create();
    private static readonly SessionOptions Session = new();

    public static Command Create()
    {
        var command = new Command("accept", BaselineTexts.AcceptCommand)
        {
            Names, All, Reason, By, Force, From, Folder,
        };
        Session.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var store = StoreOption.Open(parsed, Folder);
        var (names, all, reason) = (parsed.GetValue(Names)!, parsed.GetValue(All), Line(parsed.GetValue(Reason)!));
        if (reason.Length == 0)
        {
            throw new UsageException("--reason is empty; say why this is right, for who reads it in a year");
        }

        if (all == names.Length > 0)
        {
            throw new UsageException("name the baselines to accept, or say --all");
        }

        var by = Line(parsed.GetValue(By) ?? await AuthorAsync(cancellationToken));
        if (by.Length == 0)
        {
            throw new UsageException("--by is empty; say who accepts it");
        }

        var approval = new Approval(by, TimeProvider.System.GetUtcNow(), reason);
        if (parsed.GetValue(From) is { } folder)
        {
            return AcceptRecording(parsed, store, names, folder, approval);
        }

        if (Session.Given(parsed) is { } option)
        {
            throw new UsageException($"{option} is for a recording, with --from; what was received is approved as it was measured");
        }

        List<BaselinePair> pairs = [.. all ? store.All().Where(pair => File.Exists(pair.ReceivedPath)) : names.Select(store.Find)];
        if (pairs.Count == 0)
        {
            throw new UsageException($"nothing was received in {store.Folder}; measure first");
        }

        var refused = 0;
        foreach (var pair in pairs)
        {
            // One that is refused keeps no other from being accepted; each says what became of it.
            try
            {
                Tell(pair, store.Accept(pair, approval, parsed.GetValue(Force)));
            }
            catch (Exception reasons) when (reasons is AcceptanceRefusedException or InvalidBaselineException or FormatException)
            {
                refused++;
                Console.Error.WriteLine($"tracetoll: {reasons.Message}");
            }
        }

        return refused == 0 ? ExitCode.Done : ExitCode.Usage;
    }

    private static int AcceptRecording(ParseResult parsed, BaselineStore store, string[] names, string folder, Approval approval)
    {
        if (names is not [var name])
        {
            throw new UsageException("--from is one recording, for one name");
        }

        var measured = Session.Read(parsed, folder);
        var own = SessionOptions.NameFor(measured, name);
        Tell(store.Of(measured.Environment, own), store.Accept(own, measured, approval, Session.Tolerance(parsed), Session.Sessions(parsed), parsed.GetValue(Force)));
        return ExitCode.Done;
    }

    private static void Tell(BaselinePair pair, Baseline accepted)
    {
        Console.Out.WriteLine($"{pair}: accepted, by {accepted.Approval!.By}: {pair.VerifiedPath}");
        foreach (var overruled in accepted.Approval.Forced ?? [])
        {
            Console.Out.WriteLine($"  forced, though {overruled}");
        }
    }

    /// <summary>On one line, and without what a terminal would take for a command: it may come from a comment that anybody can write.</summary>
    private static string Line(string text) =>
        string.Join(' ', string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task<string> AuthorAsync(CancellationToken cancellationToken)
    {
        try
        {
            var name = await CliWrap.Cli.Wrap("git").WithArguments(["config", "user.name"]).WithValidation(CliWrap.CommandResultValidation.None).ExecuteBufferedAsync(cancellationToken);
            return name.StandardOutput.Trim() is { Length: > 0 } known ? known : Environment.UserName;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no git.
            return Environment.UserName;
        }
    }
}
