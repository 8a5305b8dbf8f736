using CliWrap.Buffered;
using TraceToll.Cli;
using TraceToll.Recordings;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.CommandLine;

public sealed class CompletionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("./tracetoll mea", "measure")]
    [InlineData("tracetoll baseline re", "reject")]
    [InlineData("tracetoll measure --plan", "--plan --planted-delay --planted-side")]
    [InlineData("tracetoll measure --verb", "--verbose")]
    [InlineData("tracetoll measure --plan ", "blocks= origin quick runs=")]
    [InlineData("tracetoll measure --plan blocks=3,sl", "blocks=3,slice=")]
    [InlineData("tracetoll measure --side ", "both responder sender")]
    [InlineData("tracetoll measure --testbed ", "containers loopback namespaces remote")]
    [InlineData("tracetoll measure --testbed namespaces,d", "namespaces,delay=")]
    [InlineData("tracetoll measure --modes ", "idle log off planted script")]
    [InlineData("tracetoll measure --modes idle,l", "idle,log")]
    [InlineData("tracetoll measure --modes idle --side re", "responder")]
    [InlineData("tracetoll measure --scenario market-data,sen", "market-data,sender-threads=")]
    [InlineData("tracetoll completions ", "bash zsh")]
    [InlineData("tracetoll measure --plan quick --pl", "--planted-delay --planted-side")]
    [InlineData("tracetoll measure --script ", "")]
    [InlineData("tracetoll import ", "")]
    public void A_word_may_become(string line, string expected) =>
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), SuggestCommand.Of(CommandTree.Create(), line).Order());

    [Fact]
    public void Commands_come_before_options()
    {
        var all = SuggestCommand.Of(CommandTree.Create(), "tracetoll ");

        Assert.Contains("measure", all);
        Assert.DoesNotContain(all, word => word[0] == '-');
        Assert.DoesNotContain("suggest", all);
    }

    [Fact]
    public async Task Bash_completes_what_is_typed()
    {
        WriteRecording();
        foreach (var (words, expected) in Typed)
        {
            var line = string.Join(' ', words);
            Assert.Equal(expected, await BashAsync(line, words));
        }
    }

    [SkippableFact]
    public async Task Zsh_completes_what_is_typed()
    {
        Skip.IfNot(File.Exists("/usr/bin/zsh") || File.Exists("/bin/zsh"), "zsh is not installed: sudo apt-get install zsh");
        WriteRecording();
        foreach (var (words, expected) in Typed)
        {
            Assert.Equal(expected, await ZshAsync(string.Join(' ', words)));
        }
    }

    public void Dispose() => _folder.Dispose();

    // What bash takes for words: it ends them at = too.
    private static IEnumerable<(string[] Words, string Expected)> Typed =>
    [
        (["./tracetoll", "measure", "--pl"], "--plan --planted-delay --planted-side"),
        (["./tracetoll", "measure", "--modes", "idle,l"], "idle,log"),
        (["./tracetoll", "hosts", "u"], "up"),
        (["./tracetoll", "report", "artifacts/"], "artifacts/tracetoll/20260101T120000"),
    ];

    private void WriteRecording()
    {
        var folder = Path.Combine(_folder.Path, "artifacts", "tracetoll", "20260101T120000");
        _ = new RecordingWriter(folder, RecordingSamples.Manifest);
        Directory.CreateDirectory(Path.Combine(_folder.Path, "artifacts", "tracetoll", "no-recording"));
        var program = _folder.File("tracetoll");
        File.WriteAllText(program, $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "TraceToll.Cli.dll")}' \"$@\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task Bash_replaces_only_what_is_behind_an_equals_sign()
    {
        WriteRecording();

        // As bash parts it.
        Assert.Equal("3,slice=", await BashAsync("./tracetoll measure --plan blocks=3,sl", ["./tracetoll", "measure", "--plan", "blocks", "=", "3,sl"]));
    }

    private async Task<string> BashAsync(string line, string[] words) => await RunAsync("bash", "-c", $$"""
        source <(./tracetoll completions bash)
        COMP_LINE='{{line}}' COMP_POINT={{line.Length}} COMP_WORDS=({{string.Join(' ', words.Select(word => $"'{word}'"))}}) COMP_CWORD={{words.Length - 1}}
        "$(complete -p tracetoll | sed 's/.*-F \([^ ]*\).*/\1/')"
        echo "${COMPREPLY[*]}"
        """);

    // In a terminal of its own, as completion works in no other: what Tab lists is caught where it is handed to zsh.
    private async Task<string> ZshAsync(string line) => await RunAsync("zsh", "-f", "-c", $$$"""
        zmodload zsh/zpty
        zpty shell zsh -f -i
        zpty -w shell 'PS1=; autoload -Uz compinit; compinit -u -D; source <(./tracetoll completions zsh)'
        zpty -w shell 'compadd() { print -l -- ${(P)@[-1]} >> found; }'
        zpty -w shell $'bindkey "^I" complete-word; print -n re; print ady'
        zpty -r -m shell ready '*ready*'
        zpty -n -w shell '{{{line}}}'$'\t'
        for i in {1..200}; do [[ -s found ]] && break; zpty -r -t shell > /dev/null; sleep 0.1; done
        print -r -- ${(o)${(f)"$(<found)"}}
        rm -f found
        zpty -d shell
        """);

    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        var run = await CliWrap.Cli.Wrap(program).WithArguments(arguments).WithWorkingDirectory(_folder.Path)
            .WithValidation(CliWrap.CommandResultValidation.None).ExecuteBufferedAsync(Patience.Limit());
        return string.Join(' ', run.StandardOutput.Trim().Split(' ').Order(StringComparer.Ordinal)) + (run.ExitCode == 0 ? "" : run.StandardError);
    }
}
