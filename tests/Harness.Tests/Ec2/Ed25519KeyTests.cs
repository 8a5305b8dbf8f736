using CliWrap.Buffered;
using TraceToll.Remote.Ec2;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Ec2;

public sealed class Ed25519KeyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [SkippableFact]
    public async Task OpenSSH_reads_what_is_made_here()
    {
        Skip.IfNot(File.Exists("/usr/bin/ssh-keygen"), "there is no ssh-keygen; sudo apt-get install openssh-client");
        var key = Ed25519Key.Create("somebody");
        var files = new PairFiles(_folder.File("hosts.json"), "tracetoll-one");
        files.WriteKey(key);

        var publicKey = await KeygenAsync("-y");
        var fingerprint = await KeygenAsync("-l");

        Assert.Equal(key.PublicKey, $"{publicKey} somebody");
        Assert.Equal(key.Fingerprint, fingerprint.Split(' ')[1]);
    }

    [Fact]
    public void No_two_keys_are_the_same() => Assert.NotEqual(Ed25519Key.Create("a").PrivateKey, Ed25519Key.Create("a").PrivateKey);

    public void Dispose() => _folder.Dispose();

    private async Task<string> KeygenAsync(string what) =>
        (await CliWrap.Cli.Wrap("/usr/bin/ssh-keygen").WithArguments([what, "-f", _folder.File("tracetoll-one.key")]).ExecuteBufferedAsync(Patience.Limit())).StandardOutput.Trim();
}
