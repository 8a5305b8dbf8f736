using CliWrap.Buffered;
using TraceToll.Baselines;
using TraceToll.Recordings;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.CommandLine;

public sealed class BaselineCommandTests : IDisposable
{
    private readonly BaselineFolder _folder = new();

    private string Verified => _folder.Pair.VerifiedPath;

    private string Received => _folder.Pair.ReceivedPath;

    [Fact]
    public async Task The_way_from_a_first_session_to_an_approved_baseline_and_a_regression()
    {
        var (first, second, slow) = (_folder.Save(BaselineFolder.Adding(3)), _folder.Save(BaselineFolder.Adding(4)), _folder.Save(BaselineFolder.Adding(23)));

        var missing = await RunAsync("check", BaselineFolder.Name, first);
        Assert.Equal((4, ""), (missing.ExitCode, missing.StandardError));
        Assert.Contains("as 2 sessions have to agree and this is number 1\n", missing.StandardOutput, StringComparison.Ordinal);

        AssertUsage($"{_folder.Pair} is not accepted:\n  1 of the 2 sessions that have to agree: measure again, which confirms it or begins anew\n", await AcceptAsync(BaselineFolder.Name));

        // Reports name it with the environment, so it may be written so.
        var confirmed = await RunAsync("check", $"{_folder.Pair}", second);
        Assert.Contains($"  approve:  ./tracetoll baseline accept {_folder.Pair} --reason '...'\n", confirmed.StandardOutput, StringComparison.Ordinal);

        var accepted = await AcceptAsync($"{_folder.Pair}");
        Assert.Equal((0, "", $"{_folder.Pair}: accepted, by Ada: {Verified}\n"), (accepted.ExitCode, accepted.StandardError, accepted.StandardOutput));
        Assert.Equal([Verified], Directory.GetFiles(_folder.Pair.Folder));
        Assert.Equal("measured twice", _folder.Pair.ReadApproved()!.Approval!.Reason);

        var verified = FileState.Of(Verified);
        Assert.Equal(0, (await RunAsync("check", BaselineFolder.Name, first)).ExitCode);
        var regressed = await RunAsync("check", BaselineFolder.Name, slow);
        Assert.Equal(1, regressed.ExitCode);
        Assert.StartsWith($"{_folder.Pair}: REGRESSED: it costs more than its baseline\n", regressed.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("| p50 ", (await RunAsync("diff", BaselineFolder.Name)).StandardOutput, StringComparison.Ordinal);

        var rejected = await RunAsync("reject", BaselineFolder.Name);
        Assert.Equal((0, $"{_folder.Pair}: rejected\n"), (rejected.ExitCode, rejected.StandardOutput));
        Assert.Equal($"{_folder.Pair}: nothing was received for it\n", (await RunAsync("reject", BaselineFolder.Name)).StandardOutput);
        Assert.Equal(verified, FileState.Now(Verified));
    }

    [Fact]
    public async Task A_recording_that_is_invalid_or_inconclusive_is_accepted_by_force_only()
    {
        var invalid = _folder.Save(BaselineFolder.Adding(3).Noted(manifest => manifest with { Outcome = new Outcome(false, ["the tracer was killed"]) }));
        var inconclusive = _folder.Save(BaselineFolder.Adding(3, blocks: 1));

        AssertUsage("it is invalid: the tracer was killed", await AcceptAsync(BaselineFolder.Name, "--from", invalid, "--sessions", "1"));
        AssertUsage("it is inconclusive at p50: what tracing adds has no bounds with so few", await AcceptAsync(BaselineFolder.Name, "--from", inconclusive, "--sessions", "1"));
        Assert.False(Directory.Exists(_folder.Store.Folder));

        var forced = await AcceptAsync(BaselineFolder.Name, "--from", invalid, "--sessions", "1", "--force");
        Assert.Equal((0, ""), (forced.ExitCode, forced.StandardError));
        Assert.Contains("  forced, though it is invalid: the tracer was killed\n", forced.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(["it is invalid: the tracer was killed"], _folder.Pair.ReadApproved()!.Approval!.Forced!);
        Assert.Contains("by Ada, forced", (await RunAsync("status")).StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_is_accepted_for_its_own_environment()
    {
        var (recording, elsewhere) = (_folder.Save(BaselineFolder.Adding(3)), $"elsewhere/{BaselineFolder.Name}");

        AssertUsage($"{elsewhere} is of another environment than the recording, {BaselineFolder.Environment}; name the right one, if need be with --environment", await AcceptAsync(elsewhere, "--from", recording));
        Assert.Equal(0, (await AcceptAsync(elsewhere, "--from", recording, "--environment", "elsewhere", "--sessions", "1")).ExitCode);

        Assert.Equal([elsewhere], _folder.Store.All().Select(pair => $"{pair}"));
    }

    [Fact]
    public async Task Of_all_that_was_received_one_that_is_refused_keeps_no_other_back()
    {
        _folder.Check(BaselineFolder.Adding(3), sessions: 1);
        _folder.Store.Check("Another", _folder.Measure(BaselineFolder.Adding(3)), sessions: 2);
        _folder.Store.Check("Broken", _folder.Measure(BaselineFolder.Adding(3)), sessions: 1);
        File.WriteAllText(Path.Combine(_folder.Pair.Folder, "Broken.received.json"), "{");
        File.WriteAllText(Path.Combine(_folder.Pair.Folder, " .received.json"), "{");

        var run = await AcceptAsync("--all");

        Assert.Equal((2, $"{_folder.Pair}: accepted, by Ada: {Verified}\n"), (run.ExitCode, run.StandardOutput));
        foreach (var refused in (string[])["tracetoll: test-4-kvm/Another is not accepted:\n  1 of the 2 sessions", "Broken.received.json cannot be read: ", "tracetoll: ' ' can be no baseline's name"])
        {
            Assert.Contains(refused, run.StandardError, StringComparison.Ordinal);
        }

        Assert.Equal(["Another", "Broken", BaselineFolder.Name], Directory.GetFiles(_folder.Pair.Folder).Select(file => Path.GetFileName(file).Split(".verified")[0].Split(".received")[0]).Where(name => name != " ").Order());
    }

    [Fact]
    public async Task What_somebody_writes_into_a_reason_stays_on_its_line()
    {
        _folder.Check(BaselineFolder.Adding(3));

        await AcceptAsync(BaselineFolder.Name, "--reason", " a\nb\t\u001b[31mc | d\n\n", "--by", "Eve\n| no");

        Assert.Equal(("a b [31mc | d", "Eve | no"), (_folder.Pair.ReadApproved()!.Approval!.Reason, _folder.Pair.ReadApproved()!.Approval!.By));
        var row = (await RunAsync("status")).StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        Assert.Contains("| by Eve / no |", row, StringComparison.Ordinal);
        Assert.Equal(8, row.Count(character => character == '|'));
    }

    [Fact]
    public async Task Who_accepts_is_known_without_saying_so()
    {
        _folder.Check(BaselineFolder.Adding(3));

        Assert.Equal(0, (await RunAsync("accept", BaselineFolder.Name, "--reason", "why not")).ExitCode);

        Assert.NotEmpty(_folder.Pair.ReadApproved()!.Approval!.By);
    }

    [Fact]
    public async Task Files_that_cannot_be_used_are_listed_and_end_in_two()
    {
        _folder.Approve(BaselineFolder.Adding(3));
        var broken = Path.Combine(_folder.Pair.Folder, "Broken.verified.json");
        File.WriteAllText(broken, "{\"schema\": 7}");

        var run = await RunAsync("status");

        Assert.Equal((2, $"tracetoll: {broken} has schema 7, and this version of TraceToll reads schema 1: take the version that wrote it, or measure and approve it again\n"), (run.ExitCode, run.StandardError));
        Assert.Contains("| Broken ", run.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("UNUSABLE, see below", run.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("by Ada", run.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_is_that_of_the_checkout_unless_one_is_named()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, ".git"));
        _folder.Approve(BaselineFolder.Adding(3));
        var below = Directory.CreateDirectory(Path.Combine(_folder.Path, "src", "deep")).FullName;

        var run = await TestCli.RunAsync(below, ["baseline", "status"]);

        Assert.Equal((0, ""), (run.ExitCode, run.StandardError));
        Assert.Contains(BaselineFolder.Name, run.StandardOutput, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de_DE.UTF-8")]
    [InlineData("tr_TR.UTF-8")]
    public async Task What_it_writes_and_prints_is_the_same_in_every_language(string language)
    {
        var recording = _folder.Save(BaselineFolder.Adding(3.5));
        await TestCli.RunAsync(_folder.Path, ["baseline", "check", BaselineFolder.Name, recording, "--baselines", _folder.Store.Folder], language);
        var received = FileState.Of(Received);
        var diff = await TestCli.RunAsync(_folder.Path, ["baseline", "diff", BaselineFolder.Name, "--baselines", _folder.Store.Folder], language);
        BaselineStore.Reject(_folder.Pair);

        await RunAsync("check", BaselineFolder.Name, recording);

        Assert.Equal(received.Bytes, FileState.Now(Received).Bytes);
        Assert.Equal((await RunAsync("diff", BaselineFolder.Name)).StandardOutput, diff.StandardOutput);
    }

    public void Dispose() => _folder.Dispose();

    private Task<BufferedCommandResult> AcceptAsync(params string[] arguments) =>
        RunAsync(["accept", .. arguments.Contains("--reason") ? arguments : [.. arguments, "--reason", "measured twice", "--by", "Ada"]]);

    private Task<BufferedCommandResult> RunAsync(params string[] arguments) => TestCli.RunAsync(_folder.Path, ["baseline", .. arguments, "--baselines", _folder.Store.Folder]);

    private static void AssertUsage(string expected, BufferedCommandResult run)
    {
        Assert.Equal((2, ""), (run.ExitCode, run.StandardOutput));
        Assert.StartsWith("tracetoll: ", run.StandardError, StringComparison.Ordinal);
        Assert.Contains(expected, run.StandardError, StringComparison.Ordinal);
    }
}
