using System.Text.RegularExpressions;

namespace TraceToll.Tests.Docs;

/// <summary>A sample of what is printed cannot be printed again, for its figures are a machine's; but its words are ours, and its tables are whole.</summary>
internal static partial class OutputProof
{
    private const int WordsTogether = 3;

    // What is put together from pieces stands as a whole in the texts that other tests hold against what is printed.
    private static readonly Lazy<string> Sources = new(() => string.Join('\n', ((string[])["src", "tests/Harness.Tests/Approved"]).SelectMany(folder =>
        Directory.EnumerateFiles(DocumentPage.Path(folder), "*", SearchOption.AllDirectories)).Where(file => Path.GetExtension(file) is ".cs" or ".txt").Select(File.ReadAllText)));

    /// <summary>Whether it begins as reports do.</summary>
    public static bool IsReport(string text) => text.StartsWith("Round trip in microseconds", StringComparison.Ordinal) || text.StartsWith("What tracing costs", StringComparison.Ordinal);

    public static IEnumerable<string> Problems(string text) =>
    [
        .. OfForm(text),
        .. from line in text.Split('\n')
           from Match run in Run().Matches(line.StartsWith('|') ? line.Split('|')[1] : line)
           let words = run.Value.Split(' ')
           let together = Enumerable.Range(0, words.Length - WordsTogether + 1).Select(first => string.Join(' ', words[first..(first + WordsTogether)]))
           where !together.Any(three => Sources.Value.Contains(three, StringComparison.Ordinal))
           select $"'{run.Value}' is printed by nothing in src",
    ];

    /// <summary>Of what is no output either, such as a form to fill in.</summary>
    public static IEnumerable<string> OfForm(string text)
    {
        var lines = text.Split('\n');
        if (lines.FirstOrDefault(line => line.StartsWith("./tracetoll", StringComparison.Ordinal)) is { } command)
        {
            yield return $"'{command}' is a command; declare it as sh";
        }

        for (var at = 1; at < lines.Length; at++)
        {
            if (lines[at].StartsWith('|') && lines[at - 1].StartsWith('|') && Cells(lines[at]) != Cells(lines[at - 1]))
            {
                yield return $"'{lines[at]}' has {Cells(lines[at])} cells, the line above it {Cells(lines[at - 1])}";
            }
        }
    }

    private static int Cells(string line) => line.Count(character => character == '|');

    // Three words at least of small letters, as sentences have them; the first may begin with a capital.
    [GeneratedRegex(@"\b[A-Za-z][a-z-]*(?: [a-z][a-z-]*){2,}")]
    private static partial Regex Run();
}
