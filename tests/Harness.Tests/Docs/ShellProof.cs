using System.Diagnostics;
using TraceToll.Experiments;

namespace TraceToll.Tests.Docs;

/// <summary>Shell is read by bash; commands of ours by the command line's own tree, and their values by who reads them.</summary>
internal static class ShellProof
{
    private static readonly string[] Ours = ["./tracetoll", "tracetoll"];
    private static readonly string[] Known = [.. Ours, "apt-get", "cd", "docker", "dotnet", "git", "nsenter", "sudo", "source", "ssh-keygen", "sysctl"];
    private static readonly string[] OfTheCheckout = ["./", "benchmarks/", "eng/"];

    /// <summary>Whether its first command is one that pages use; an indented block has no other word for what it is.</summary>
    public static bool IsShell(string text) => ShellWords.Commands(text).Select(Command).FirstOrDefault() is [var first, ..] && (Known.Contains(first) || IsOfTheCheckout(first));

    public static IEnumerable<string> Problems(string text) => OfBash(text).Concat(ShellWords.Commands(text).SelectMany(OfCommand));

    /// <summary>A command of ours in a sentence; what is none proves nothing.</summary>
    public static IEnumerable<string> OfSpan(string text) => ShellWords.Commands(text).SelectMany(words => Command(words) is ["./tracetoll", .. var verbs] && !CommandLineProof.IsName(verbs) ? OfCommand(words) : []);

    private static IEnumerable<string> OfCommand(IReadOnlyList<string> words)
    {
        foreach (var plan in words.TakeWhile(IsBeforeCommand).Where(word => word.StartsWith("TRACETOLL_PLAN=", StringComparison.Ordinal)))
        {
            foreach (var problem in BlockProof.Throws<FormatException>(() => Plan.Parse(plan.Split('=', 2)[1])))
            {
                yield return problem;
            }
        }

        if (Command(words) is not [var name, .. var arguments])
        {
            yield break;
        }

        if (Ours.Contains(name))
        {
            foreach (var problem in CommandLineProof.Problems([.. arguments]))
            {
                yield return problem;
            }
        }
        else if (IsOfTheCheckout(name) && !name.StartsWith("./my", StringComparison.Ordinal) && !Path.Exists(DocumentPage.Path(name)))
        {
            yield return $"there is no {name} in the checkout";
        }
    }

    private static List<string> Command(IReadOnlyList<string> words) => [.. words.SkipWhile(IsBeforeCommand)];

    private static bool IsBeforeCommand(string word) => word == "sudo" || word.Split('=', 2) is [{ Length: > 0 } name, _] && name.All(character => char.IsAsciiLetterUpper(character) || character == '_');

    private static bool IsOfTheCheckout(string name) => OfTheCheckout.Any(start => name.StartsWith(start, StringComparison.Ordinal));

    private static IEnumerable<string> OfBash(string text)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-n"]) { RedirectStandardInput = true, RedirectStandardError = true })!;
        bash.StandardInput.Write(text);
        bash.StandardInput.Close();
        var complaint = bash.StandardError.ReadToEnd().Trim();
        bash.WaitForExit();
        return bash.ExitCode == 0 ? [] : [complaint];
    }
}
