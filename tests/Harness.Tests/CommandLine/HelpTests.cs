using System.CommandLine;
using System.Runtime.CompilerServices;
using TraceToll.Cli;
using Xunit;

namespace TraceToll.Tests.CommandLine;

public class HelpTests
{
    private static readonly Command Root = CommandTree.Create();

    public static TheoryData<string> Commands => [.. CommandTree.Visible(Root).Select(CommandTree.PathOf)];

    public static TheoryData<string> ExampleLines => [.. CommandTree.Visible(Root).SelectMany(Examples.Of).Select(example => example.Line).Distinct()];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_shows_two_to_four_examples_of_itself(string path)
    {
        var examples = Examples.Of(Find(path));

        Assert.InRange(examples.Count, 2, 4);
        Assert.All(examples, example => Assert.Contains(path, example.Line, StringComparison.Ordinal));
        Assert.All(examples, example => Assert.NotEmpty(example.Meaning));
        var help = Help(path);
        Assert.All(examples, example => Assert.Contains($"\n  {example.Line}\n      {example.Meaning}\n", help, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Everything_is_described(string path)
    {
        var command = Find(path);

        Assert.All((IEnumerable<Symbol>)[command, .. command.Arguments, .. command.Options], symbol => Assert.False(string.IsNullOrWhiteSpace(symbol.Description), symbol.Name));
    }

    [Theory]
    [MemberData(nameof(ExampleLines))]
    public void Every_example_can_be_parsed(string line)
    {
        foreach (var part in line.Split(["&&", ">", "<(", ")"], StringSplitOptions.TrimEntries).Where(part => part.Contains("tracetoll ", StringComparison.Ordinal)))
        {
            // Variables and the like may stand before it.
            var parsed = Root.Parse(part[part.IndexOf("tracetoll ", StringComparison.Ordinal)..]);

            Assert.Empty(Complaint.About(parsed));
            Assert.Empty(parsed.Errors);
        }
    }

    [Fact]
    public void The_reference_page_is_what_the_commands_say()
    {
        var page = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "docs", "cli.md"));
        var approved = File.Exists(page) ? File.ReadAllText(page) : "";

        Assert.True(approved == CliReference.Create(CommandTree.Create()), $"docs/cli.md is not what the commands say; write it anew with: {CliReference.Writer}");
    }

    [Fact]
    public void The_reference_page_links_to_its_own_headings()
    {
        var page = CliReference.Create(Root);
        var anchors = page.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line =>
            "(#" + string.Concat(line[3..].ToLowerInvariant().Replace(' ', '-').Where(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_')) + ")");

        Assert.All(page.Split("](").Skip(1).Select(link => "(" + link[..(link.IndexOf(')', StringComparison.Ordinal) + 1)]), link => Assert.Contains(link, anchors));
    }

    private static Command Find(string path) => CommandTree.Visible(Root).Single(command => CommandTree.PathOf(command) == path);

    private static string Help(string path)
    {
        using var output = new StringWriter { NewLine = "\n" };
        Assert.Equal(0, Root.Parse($"{path} --help").Invoke(new InvocationConfiguration { Output = output }));
        return output.ToString();
    }

    private static string Here([CallerFilePath] string file = "") => file;
}
