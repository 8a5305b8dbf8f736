using TraceToll.Remote;
using TraceToll.Tests.EndToEnd;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Remote;

/// <summary>Logging in with what a real SSH agent holds. Beside no other test: the agent is named by a variable of the whole process.</summary>
[Collection(Measuring.Name)]
public sealed class SshAgentTests(RemotePair pair) : IClassFixture<RemotePair>
{
    [SkippableFact]
    public async Task A_key_of_the_ssh_agent_logs_in()
    {
        RemotePair.Require();
        foreach (var kind in new[] { "ed25519", "rsa" })
        {
            Shell.Run("ssh-keygen", "-q", "-t", kind, "-N", "", "-f", pair.File($"agent-{kind}"));
            using var server = TestSshd.Start(pair.File($"host-{kind}"), pair.File($"agent-{kind}"));
            using var agent = new TestSshAgent(pair.File($"{kind}.socket"), pair.File($"agent-{kind}"));
            var hosts = pair.Hosts with { Sender = pair.Of(server) with { Key = null } };

            await using var open = await new RemoteTestbed(hosts).OpenAsync(Patience.Limit());

            Assert.NotNull(open.Sender);
        }
    }

    [SkippableFact]
    public async Task A_server_that_takes_fewer_keys_than_the_agent_holds()
    {
        RemotePair.Require();
        string[] keys = [.. Enumerable.Range(1, 7).Select(number => pair.MakeKey($"one-of-many-{number}"))];
        using var agent = new TestSshAgent(pair.File("many.socket"), keys);

        var refused = await Assert.ThrowsAsync<RigFailureException>(async () =>
        {
            await using var open = await new RemoteTestbed(pair.Hosts with { Sender = pair.Hosts.Sender with { Key = null } }).OpenAsync(Patience.Limit());
        });

        Assert.StartsWith($"the sender host {pair.Hosts.Sender} ends the login of user '{Environment.UserName}' before it has seen all 7 keys of the SSH agent: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Too many authentication failures", refused.Message, StringComparison.Ordinal);
        Assert.StartsWith($"name the key that logs in with \"key\" of the sender in {pair.Hosts.Path}", refused.Remedy, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task An_rsa_key_is_offered_once()
    {
        RemotePair.Require();
        string[] strangers = [.. Enumerable.Range(1, 5).Select(number => pair.MakeKey($"rsa-{number}", "rsa"))];
        using var agent = new TestSshAgent(pair.File("rsa-keys.socket"), [.. strangers, pair.UserKey]);

        await using var open = await new RemoteTestbed(pair.Hosts with { Sender = pair.Hosts.Sender with { Key = null } }).OpenAsync(Patience.Limit());

        Assert.NotNull(open.Sender);
    }
}
