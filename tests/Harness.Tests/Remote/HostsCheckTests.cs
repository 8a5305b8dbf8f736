using CliWrap.Buffered;
using TraceToll.Experiments;
using TraceToll.Remote;
using TraceToll.Tests.EndToEnd;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Remote;

/// <summary><c>tracetoll hosts check</c>, as a user runs it.</summary>
[Collection(Measuring.Name)]
public sealed class HostsCheckTests(RemotePair pair) : IClassFixture<RemotePair>
{
    private static readonly string[] SystemFolders = ["/usr/sbin", "/usr/bin"];

    [SkippableFact]
    public async Task All_that_a_run_needs_is_tried()
    {
        RemotePair.Require();
        await Bpftrace.RequireAsync();

        var check = await CheckAsync(pair.Hosts);

        Assert.True(check.ExitCode == 0, check.StandardOutput + check.StandardError);
        foreach (var role in new[] { $"sender {pair.Hosts.Sender}", $"responder {pair.Hosts.Responder}" })
        {
            Assert.Matches($@"ok +{role} +reach, host key, login +SSH-2\.0-OpenSSH\S* ?.*, SHA256:", check.StandardOutput);
            Assert.Matches($@"ok +{role} +CPU architecture +Linux on ", check.StandardOutput);
            Assert.Matches($@"ok +{role} +agent +/.*tracetoll-agent-[0-9a-f]{{16}}, (sent now|there already)", check.StandardOutput);
            Assert.Matches($@"ok +{role} +rights, sudo +root", check.StandardOutput);
            Assert.Matches($@"ok +{role} +SSH round trip +[0-9]+\.[0-9] ms", check.StandardOutput);
            Assert.Matches($@"ok +{role} +bpftrace +bpftrace v?[0-9.]+", check.StandardOutput);
        }

        Assert.Matches(@"ok +sender to responder +hosts +one kernel", check.StandardOutput);
        Assert.Matches(@"ok +sender to responder +load +ping \d+/\d+/\d+ us \(min/avg/max\) over TCP, 127\.0\.0\.1 port \d+", check.StandardOutput);
        Assert.Empty(pair.Sender.Running());
    }

    [SkippableFact]
    public async Task A_host_that_fails_does_not_hide_the_other()
    {
        RemotePair.Require();

        var check = await CheckAsync(pair.Hosts with { Sender = pair.Hosts.Sender with { HostKey = null } });

        Assert.Equal(3, check.ExitCode);
        Assert.Matches("failed +sender .*reach, host key, login", check.StandardOutput);
        Assert.Matches("ok +responder .*agent", check.StandardOutput);
        Assert.DoesNotContain("sender to responder", check.StandardOutput, StringComparison.Ordinal);
        Assert.Matches($"(?m)^the host key of the sender host .* is not known: .*\"hostKey\": \"{System.Text.RegularExpressions.Regex.Escape(pair.Sender.Fingerprint)}\",$", check.StandardOutput);
    }

    [SkippableFact]
    public async Task Every_pair_is_tried_and_told_by_its_number()
    {
        RemotePair.Require();
        var wrong = pair.Hosts with { Responder = pair.Hosts.Responder with { HostKey = null } };

        var check = await CheckAsync(HostsFile.Parse($"{{ \"pairs\": [{pair.Hosts.ToJson()}, {wrong.ToJson()}] }}", pair.Hosts.Path));

        Assert.Equal(3, check.ExitCode);
        Assert.Matches($@"ok +pair 1: responder {pair.Hosts.Responder} +reach", check.StandardOutput);
        Assert.Matches(@"ok +pair 1: sender to responder +load", check.StandardOutput);
        Assert.Matches($@"failed +pair 2: responder {pair.Hosts.Responder} +reach", check.StandardOutput);
        Assert.DoesNotContain("pair 2: sender to responder", check.StandardOutput, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_cpu_that_is_not_there_is_said_of_the_host()
    {
        RemotePair.Require();

        var check = await CheckAsync(pair.Hosts with { Responder = pair.Hosts.Responder with { Cpus = [1023] } });

        Assert.Equal(3, check.ExitCode);
        Assert.Matches($"failed +responder {pair.Hosts.Responder} +CPUs of the loop", check.StandardOutput);
        Assert.Matches($@"(?m)^the responder host \S+ does not let user '{Environment.UserName}' run on CPU 1023; allowed there are [0-9, ]+; change ""cpus"" of the responder in \S+hosts.json$", check.StandardOutput);
    }

    [SkippableFact]
    public async Task It_waits_for_who_measures()
    {
        RemotePair.Require();
        var told = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<IReadOnlyList<HostCheck>> check;
        await using (await MeasurementLock.TakeAsync(MeasurementLock.SharedFolder, _ => { }, TimeProvider.System, Patience.Limit()))
        {
            check = HostsCheck.RunAsync(pair.Hosts with { Sender = pair.Hosts.Sender with { HostKey = null } }, holder => told.TrySetResult(holder), Patience.Limit());

            Assert.StartsWith($"process {Environment.ProcessId} of ", await told.Task.WaitAsync(Patience.Long), StringComparison.Ordinal);
            Assert.False(check.IsCompleted);
        }

        Assert.Contains(await check, each => each.State == HostCheckState.Failed);
    }

    [SkippableFact]
    public async Task No_bpftrace_is_said_of_the_host()
    {
        RemotePair.Require();
        await Bpftrace.RequireAsync();
        using var bare = pair.Start("bare", path: WithoutBpftrace());

        var check = await CheckAsync(pair.Hosts with { Sender = pair.Of(bare) });

        Assert.Equal(3, check.ExitCode);
        Assert.Matches($@"(?m)^nothing can be traced on the sender host \S+@127\.0\.0\.1:{bare.Port}: bpftrace is not installed; sudo apt-get install bpftrace", check.StandardOutput);
    }

    [SkippableFact]
    public async Task No_root_is_said_of_the_host()
    {
        RemotePair.Require();
        using var user = pair.Start("user", new Dictionary<string, string> { ["id"] = "echo 1000" });

        var check = await CheckAsync(pair.Hosts with { Sender = pair.Of(user) });

        Assert.Equal(3, check.ExitCode);
        Assert.Matches($@"(?m)^nothing can be traced on the sender host \S+:{user.Port}, where user '{Environment.UserName}' is not root; let the sender in \S+hosts.json have ""sudo"": true, or log in as root$", check.StandardOutput);
    }

    [SkippableFact]
    public async Task A_private_address_that_is_not_the_responders()
    {
        RemotePair.Require();

        var check = await CheckAsync(pair.Hosts with { Responder = pair.Hosts.Responder with { PrivateAddress = "198.19.255.1" } });

        Assert.Equal(3, check.ExitCode);
        Assert.Matches(@"(?m)^the load does not get from \S+ to \S+, to its address 198\.19\.255\.1: the responder failed: cannot listen on 198\.19\.255\.1:0", check.StandardOutput);
    }

    [Fact]
    public async Task A_typo_in_the_file_is_told()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("hosts.json"), """{"sendr":{}}""");

        var check = await TestCli.RunAsync(folder.Path, ["hosts", "check"]);

        Assert.Equal(3, check.ExitCode);
        Assert.Contains("hosts.json, line 1: 'sendr' is unknown; allowed are sender and responder, or pairs alone; mend the file", check.StandardError, StringComparison.Ordinal);
        Assert.Empty(check.StandardOutput);
    }

    private static Task<BufferedCommandResult> CheckAsync(HostsFile hosts) => TestCli.RunAsync(Path.GetTempPath(), ["hosts", "check", "--hosts", RemotePair.Write(hosts)]);

    private string WithoutBpftrace()
    {
        var folder = Directory.CreateDirectory(pair.File("commands")).FullName;
        foreach (var file in SystemFolders.SelectMany(Directory.EnumerateFiles).Where(file => Path.GetFileName(file) != "bpftrace"))
        {
            if (Path.Combine(folder, Path.GetFileName(file)) is var link && !File.Exists(link))
            {
                File.CreateSymbolicLink(link, file);
            }
        }

        return folder;
    }
}
