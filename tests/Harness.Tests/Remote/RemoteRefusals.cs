using TraceToll.Remote;
using Xunit;

namespace TraceToll.Tests.Remote;

/// <summary>What is wrong with a host is said in one sentence: which host, what, and what to do.</summary>
public sealed class RemoteRefusals(RemotePair pair) : IClassFixture<RemotePair>
{
    private const string Elsewhere = "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    [SkippableFact]
    public async Task An_unknown_host_key_is_refused_with_the_line_to_add()
    {
        RemotePair.Require();

        var refused = await OpenAsync(host => host with { HostKey = null });

        Assert.Equal($"the host key of {Sender} is not known: it offers ssh-ed25519 {pair.Sender.Fingerprint}", refused.Message);
        Assert.Equal("if the host is right (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub, run on the host, prints it), "
            + $"add this line to the sender in {pair.Hosts.Path}: \"hostKey\": \"{pair.Sender.Fingerprint}\",", refused.Remedy);
    }

    [SkippableFact]
    public async Task Another_host_key_is_refused()
    {
        RemotePair.Require();

        var refused = await OpenAsync(host => host with { HostKey = Elsewhere });

        Assert.Equal($"{Sender} has another host key than hosts.json says: it offers ssh-ed25519 {pair.Sender.Fingerprint}, and {Elsewhere} is expected", refused.Message);
        Assert.StartsWith("somebody may sit in between, so find out why; ", refused.Remedy, StringComparison.Ordinal);
        Assert.EndsWith($"change the line of the sender in {pair.Hosts.Path} to: \"hostKey\": \"{pair.Sender.Fingerprint}\",", refused.Remedy, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_user_that_is_not_let_in()
    {
        RemotePair.Require();

        var refused = await OpenAsync(host => host with { User = "nobody-of-that-name" });

        Assert.StartsWith($"the sender host nobody-of-that-name@127.0.0.1:{pair.Sender.Port} does not let user 'nobody-of-that-name' in with the key {pair.UserKey}: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("~/.ssh/authorized_keys", refused.Remedy, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_key_that_is_not_there()
    {
        RemotePair.Require();

        var refused = await OpenAsync(host => host with { Key = "no-such-key" });

        Assert.StartsWith($"the key {pair.File("no-such-key")} of {Sender} cannot be used: ", refused.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\nno base64!\n-----END OPENSSH PRIVATE KEY-----\n")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n")]
    [InlineData("-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIAAA\n-----END EC PRIVATE KEY-----\n")]
    [InlineData("")]
    public async Task A_damaged_key(string text)
    {
        RemotePair.Require();
        await File.WriteAllTextAsync(pair.File("damaged-key"), text);

        var refused = await OpenAsync(host => host with { Key = "damaged-key" });

        Assert.StartsWith($"the key {pair.File("damaged-key")} of {Sender} cannot be used: ", refused.Message, StringComparison.Ordinal);
        Assert.Equal($"name a private key that can be read with \"key\" of the sender in {pair.Hosts.Path}", refused.Remedy);
    }

    [SkippableFact]
    public async Task A_cpu_that_is_not_there()
    {
        RemotePair.Require();

        var refused = await OpenAsync(host => host with { Cpus = [0, 1022] });

        Assert.StartsWith($"{Sender} does not let user '{Environment.UserName}' run on CPU 1022; allowed there are 0, ", refused.Message, StringComparison.Ordinal);
        Assert.Equal($"change \"cpus\" of the sender in {pair.Hosts.Path}", refused.Remedy);
    }

    [SkippableFact]
    public async Task A_key_with_a_passphrase()
    {
        RemotePair.Require();
        Shell.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "a passphrase", "-f", pair.File("locked-key"));

        var refused = await OpenAsync(host => host with { Key = "locked-key" });

        Assert.Equal($"the key {pair.File("locked-key")} of {Sender} has a passphrase", refused.Message);
        Assert.Contains("ssh-add", refused.Remedy, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_port_where_nobody_listens()
    {
        RemotePair.Require();
        int port;
        using (var gone = pair.Start("gone"))
        {
            port = gone.Port;
        }

        var refused = await OpenAsync(host => host with { Port = port });

        Assert.StartsWith($"the sender host {Environment.UserName}@127.0.0.1:{port} cannot be reached: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("look whether it is up, sshd runs there and nothing blocks the port", refused.Remedy, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_host_of_another_architecture()
    {
        RemotePair.Require();
        using var other = pair.Start("other", new Dictionary<string, string> { ["uname"] = "case $1 in -m) echo ppc64le;; *) echo Linux;; esac" });

        var refused = await OpenAsync(_ => pair.Of(other));

        Assert.StartsWith($"the sender host {Environment.UserName}@127.0.0.1:{other.Port} has a CPU of architecture ppc64le, and this agent is for ", refused.Message, StringComparison.Ordinal);
        Assert.Empty(other.Files());
    }

    [SkippableFact]
    public async Task A_host_without_linux()
    {
        RemotePair.Require();
        using var other = pair.Start("bsd", new Dictionary<string, string> { ["uname"] = "echo FreeBSD" });

        var refused = await OpenAsync(_ => pair.Of(other));

        Assert.EndsWith("runs FreeBSD, and bpftrace runs on Linux alone", refused.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Sudo_that_asks_for_a_password()
    {
        RemotePair.Require();
        using var other = pair.Start("asks", new Dictionary<string, string>
        {
            ["id"] = "echo 1000",
            ["sudo"] = "echo 'sudo: a password is required' >&2; exit 1",
        });

        var refused = await OpenAsync(_ => pair.Of(other) with { Sudo = true });

        Assert.Equal($"user '{Environment.UserName}' cannot become root on the sender host {Environment.UserName}@127.0.0.1:{other.Port} with 'sudo -n': sudo: a password is required", refused.Message);
        Assert.Contains($"NOPASSWD: {other.Cache}/tracetoll-agent-*' into /etc/sudoers.d/tracetoll", refused.Remedy, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_cache_that_cannot_be_written()
    {
        RemotePair.Require();
        using var other = pair.Start("full", new Dictionary<string, string> { ["mkdir"] = "echo 'mkdir: No space left on device' >&2; exit 1" });

        var refused = await OpenAsync(_ => pair.Of(other));

        Assert.Contains($"nothing can be brought to the sender host {Environment.UserName}@127.0.0.1:{other.Port}, into {other.Cache}: mkdir: No space left on device", refused.Message, StringComparison.Ordinal);
    }

    private string Sender => $"the sender host {pair.Hosts.Sender}";

    private async Task<RigFailureException> OpenAsync(Func<RemoteHost, RemoteHost> change)
    {
        var hosts = pair.Hosts with { Sender = change(pair.Hosts.Sender) };
        var refused = await Assert.ThrowsAsync<RigFailureException>(async () =>
        {
            await using var open = await new RemoteTestbed(hosts).OpenAsync(Support.Patience.Limit());
        });
        Assert.Empty(pair.Responder.Running());
        Assert.DoesNotContain('\n', refused.Message + refused.Remedy);
        return refused;
    }
}
