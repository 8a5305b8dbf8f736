using TraceToll.Hosts;
using TraceToll.Remote;
using TraceToll.Tests.EndToEnd;
using TraceToll.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace TraceToll.Tests.Remote;

/// <summary>What every host has to do, done over SSH: bring files, start agents, end them.</summary>
public sealed class RemoteHostTests(RemotePair pair, ITestOutputHelper output) : IClassFixture<RemotePair>
{
    // Allows agents and nothing else; in a session of its own, where SSH's signals do not get.
    private const string AdvisedSudo = """case "$3" in */tracetoll-agent-*) ;; *) echo "sudo: a password is required" >&2; exit 1;; esac; shift 2; exec setsid -w "$@" """;

    [SkippableFact]
    public async Task The_agent_is_brought_once_and_again_when_it_is_damaged()
    {
        RemotePair.Require();
        await using (await OpenAsync())
        {
        }

        var agent = Assert.Single(pair.Sender.Files(), file => file.Contains("tracetoll-agent-", StringComparison.Ordinal));
        var path = Path.Combine(pair.Sender.Home, agent);
        var brought = File.GetLastWriteTimeUtc(path);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await using (await OpenAsync())
        {
            output.WriteLine($"opened in {watch.ElapsedMilliseconds} ms, with the agent there already");
        }

        output.WriteLine($"closed after {watch.ElapsedMilliseconds} ms");
        Assert.Equal(brought, File.GetLastWriteTimeUtc(path));
        Assert.Equal(File.ReadAllBytes(AgentBinary.Path), File.ReadAllBytes(path));
        Assert.True(File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute));

        File.WriteAllText(path, "not whole");
        await using (await OpenAsync())
        {
        }

        Assert.Equal(File.ReadAllBytes(AgentBinary.Path), File.ReadAllBytes(path));
        Assert.DoesNotContain(pair.Sender.Files(), file => file.Contains("upload", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Files_are_brought_under_the_name_of_their_content()
    {
        RemotePair.Require();
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a script.bt"), "BEGIN { }");
        await using var open = await OpenAsync();

        var first = await open.Sender.BringAsync(folder.File("a script.bt"), default);
        var second = await open.Sender.BringAsync(folder.File("a script.bt"), default);

        Assert.Equal(first, second);
        Assert.StartsWith(pair.Sender.Cache + "/", first, StringComparison.Ordinal);
        Assert.Equal("BEGIN { }", File.ReadAllText(first));
    }

    [SkippableFact]
    public async Task A_home_may_have_blanks_and_quotes()
    {
        RemotePair.Require();
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.bt"), "BEGIN { }");
        using var other = pair.Start("it's a home");
        await using var open = await new RemoteTestbed(pair.Hosts with { Sender = pair.Of(other) }).OpenAsync(Patience.Limit());

        await using var agent = await open.Sender.StartAgentAsync("responder", ["respond"], default);
        var script = await open.Sender.BringAsync(folder.File("a.bt"), default);

        Assert.True(ProcessTree.IsAlive(agent.ProcessId));
        Assert.StartsWith(other.Cache + "/", script, StringComparison.Ordinal);
        Assert.Equal("BEGIN { }", File.ReadAllText(script));
    }

    [SkippableFact]
    public async Task An_agent_ends_when_its_input_is_closed()
    {
        RemotePair.Require();
        await using var open = await OpenAsync();
        var agent = await open.Sender.StartAgentAsync("responder", ["respond"], default);
        Assert.True(ProcessTree.IsAlive(agent.ProcessId));

        await agent.DisposeAsync();

        Assert.False(ProcessTree.IsAlive(agent.ProcessId));
    }

    [SkippableFact]
    public async Task An_agent_that_does_not_end_is_killed()
    {
        RemotePair.Require();
        await using var open = await OpenAsync();
        var agent = await open.Sender.StartAgentAsync("responder", ["respond"], default);
        Shell.Run("kill", "-STOP", $"{agent.ProcessId}");

        await agent.DisposeAsync();

        await Eventually.HoldsAsync(() => !ProcessTree.IsAlive(agent.ProcessId), () => ProcessTree.CommandLine(agent.ProcessId));
    }

    [SkippableTheory]
    [InlineData("KILL", 9)]
    [InlineData("USR1", 10)]
    public async Task A_signal_is_told_by_its_number(string signal, int number)
    {
        RemotePair.Require();
        await using var open = await OpenAsync();
        await using var agent = await open.Sender.StartAgentAsync("responder", ["respond"], default);

        Shell.Run("kill", $"-{signal}", $"{agent.ProcessId}");

        Assert.Contains($"was killed by signal {number}", (await agent.Failure.WaitAsync(Patience.Long)).Message, StringComparison.Ordinal);
        Assert.Null(await open.FindFaultAsync(default));
    }

    [SkippableFact]
    public async Task Arguments_arrive_as_they_are_and_so_do_words_and_exit_codes()
    {
        RemotePair.Require();
        await using var open = await OpenAsync();
        const string Strange = "it's $HOME \"and\" `more` \\ *";

        var refused = await Assert.ThrowsAsync<RigFailureException>(() => open.Sender.StartAgentAsync("responder", ["respond", "--listen", Strange], default));

        Assert.Contains($"'{Strange}' is no address and port", refused.Message, StringComparison.Ordinal);
        Assert.Contains("ended with exit code 2", refused.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Sudo_is_for_the_tracer_alone()
    {
        RemotePair.Require();
        using var other = pair.Start("sudo", new Dictionary<string, string>
        {
            ["id"] = "echo 1000",
            ["sudo"] = """echo "$*" >>"$HOME/.cache/tracetoll/sudo-log"; shift 2; exec "$@" """,
        });
        await using var open = await new RemoteTestbed(pair.Hosts with { Sender = pair.Of(other) with { Sudo = true } }).OpenAsync(Patience.Limit());

        await (await open.Sender.StartAgentAsync("facts", ["facts", "--no-tracer"], default)).DisposeAsync();
        await (await open.SenderTracer.StartAgentAsync("facts", ["facts", "--no-tracer"], default)).DisposeAsync();

        Assert.Collection(File.ReadAllLines(Path.Combine(other.Cache, "sudo-log")),
            tried => Assert.Matches("^-n -- .*/tracetoll-agent-[0-9a-f]{16} --version$", tried),
            traced => Assert.Matches("^-n -- .*/tracetoll-agent-[0-9a-f]{16} facts --no-tracer$", traced));
        Assert.NotSame(open.Sender, open.SenderTracer);
    }

    [SkippableFact]
    public async Task A_tracer_is_ended_by_what_the_advised_line_for_sudo_allows()
    {
        RemotePair.Require();
        using var other = pair.Start("sudo-ends", new Dictionary<string, string> { ["id"] = "echo 1000", ["sudo"] = AdvisedSudo });
        await using var open = await new RemoteTestbed(pair.Hosts with { Sender = pair.Of(other) with { Sudo = true } }).OpenAsync(Patience.Limit());
        var agent = await open.SenderTracer.StartAgentAsync("responder", ["respond"], default);
        Shell.Run("kill", "-STOP", $"{agent.ProcessId}");

        await agent.DisposeAsync();

        await Eventually.HoldsAsync(() => !ProcessTree.IsAlive(agent.ProcessId), () => ProcessTree.CommandLine(agent.ProcessId));
    }

    [SkippableFact]
    public async Task An_agent_that_cannot_be_ended_is_named_when_the_testbed_closes()
    {
        RemotePair.Require();
        using var other = pair.Start("sudo-refuses", new Dictionary<string, string>
        {
            ["id"] = "echo 1000",
            ["sudo"] = $$"""[ "$4" != end ] || { echo "sudo: not allowed" >&2; exit 1; }; {{AdvisedSudo}}""",
        });
        var open = await new RemoteTestbed(pair.Hosts with { Sender = pair.Of(other) with { Sudo = true } }).OpenAsync(Patience.Limit());
        var agent = await open.SenderTracer.StartAgentAsync("responder", ["respond"], default);
        Shell.Run("kill", "-STOP", $"{agent.ProcessId}");
        await agent.DisposeAsync();

        var left = await Assert.ThrowsAsync<RigFailureException>(async () => await open.DisposeAsync());

        Shell.Run("kill", "-9", $"{agent.ProcessId}");
        Assert.Equal($"what could not be ended may still run: the responder (process {agent.ProcessId}) on {pair.Of(other)}: sudo: not allowed", left.Message);
    }

    [SkippableFact]
    public async Task A_host_that_needs_no_sudo_traces_itself()
    {
        RemotePair.Require();

        await using var open = await OpenAsync();

        Assert.Same(open.Sender, open.SenderTracer);
    }

    [SkippableFact]
    public async Task One_kernel_is_found_out()
    {
        RemotePair.Require();
        using var elsewhere = pair.Start("elsewhere", new Dictionary<string, string> { ["cat"] = """case "$*" in */boot_id) echo another-boot;; *) exec /bin/cat "$@";; esac""" });

        await using var same = await OpenAsync();
        await using var two = await new RemoteTestbed(pair.Hosts with { Responder = pair.Of(elsewhere) }).OpenAsync(Patience.Limit());

        Assert.True(same.SameKernel);
        Assert.Same(same.SenderTracer, same.ResponderTracer);
        Assert.False(two.SameKernel);
        Assert.NotSame(two.SenderTracer, two.ResponderTracer);
    }

    private async Task<OpenTestbed> OpenAsync() => await new RemoteTestbed(pair.Hosts).OpenAsync(Patience.Limit());
}
