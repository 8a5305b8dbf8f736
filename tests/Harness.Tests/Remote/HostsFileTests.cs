using TraceToll.Remote;
using TraceToll.Tests.EndToEnd;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Remote;

public class HostsFileTests
{
    private const string Host = """ "address": "192.0.2.1", "user": "me" """;

    [Fact]
    public void Everything_that_it_may_have()
    {
        var hosts = HostsFile.Parse("""
            {
              // who sends
              "sender": {
                "address": "sender.example", "port": 2222, "user": "ubuntu", "key": "~/.ssh/pair",
                "hostKey": "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "privateAddress": "198.18.0.1", "sudo": true, "cpus": [2, 3],
              },
              "responder": { "address": "198.18.0.2", "user": "root" },
            }
            """, "/x/hosts.json");

        Assert.Equal(("sender.example", 2222, "ubuntu", "~/.ssh/pair", "198.18.0.1", true),
            (hosts.Sender.Address, hosts.Sender.Port, hosts.Sender.User, hosts.Sender.Key, hosts.Sender.PrivateAddress, hosts.Sender.Sudo));
        Assert.Equal([2, 3], hosts.Sender.Cpus);
        Assert.Equal((22, null, false, null), (hosts.Responder.Port, hosts.Responder.Key, hosts.Responder.Sudo, hosts.Responder.Cpus));
        Assert.Equal(("ubuntu@sender.example:2222", "root@198.18.0.2", "/x/hosts.json"), ($"{hosts.Sender}", $"{hosts.Responder}", hosts.Path));
    }

    [Fact]
    public void What_it_writes_it_reads()
    {
        var hosts = HostsFile.Parse(Text($"{Host}, \"cpus\": [1], \"sudo\": true", $"{Host}, \"key\": \"k\""), "/x/hosts.json");

        Assert.Equal(hosts.ToJson(), HostsFile.Parse(hosts.ToJson(), "/x/hosts.json").ToJson());
        Assert.Contains("\"sudo\": true", hosts.ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"sender":{H,N"usr":"x"},"responder":{H}}""", "line 2: 'sender.usr' is unknown; allowed are address, port, user, key, hostKey, privateAddress, sudo and cpus")]
    [InlineData("""{N"sendr":{H},"responder":{H}}""", "line 2: 'sendr' is unknown; allowed are sender and responder")]
    [InlineData("""{"sender":{"address":"a"},"responder":{H}}""", "line 1: sender has no user")]
    [InlineData("""{"sender":{H}}""", "line 1: the file has no responder")]
    [InlineData("""{"sender":{H,"user":"v"},"responder":{H}}""", "line 1: 'sender.user' is there twice")]
    [InlineData("""{"sender":{H,N"port":"22"},"responder":{H}}""", "line 2: 'sender.port' has a value of the wrong kind; port is a number, sudo is true or false")]
    [InlineData("""{"sender":null,"responder":{H}}""", "line 1: 'sender' is null; leave it out, or give it a value")]
    [InlineData("""{"sender":{H}N"responder":{H}}""", "line 2: this is no hosts file: '\"' is invalid after a value")]
    [InlineData("null", "this is no hosts file: it is null")]
    [InlineData("""{"pairs":[{"sender":{H},"responder":{H}},N{"sender":{H,"usr":"x"},"responder":{H}}]}""", "line 2: 'pairs[1].sender.usr' is unknown; allowed are address, port, user, ")]
    [InlineData("""{"pairs":[{N"sendr":{H},"responder":{H}}]}""", "line 2: 'pairs[0].sendr' is unknown; allowed are sender and responder")]
    [InlineData("""{"pairs":[],N"sender":{H}}""", "line 2: 'sender' is unknown; allowed are sender and responder, or pairs alone")]
    [InlineData("""{"pairs":[{"sender":{H}}]}""", "line 1: pairs[0] has no responder")]
    [InlineData("""{"pairs":[null]}""", "this is no hosts file: a pair is null")]
    [InlineData("""{"pairs":[]}""", "this is no hosts file: it has 0 pairs; allowed are 1 to 1000")]
    [InlineData("""{"pairs":null}""", "'pairs' is null; leave it out, or give it a value")]
    public void Typos_are_refused_with_line_and_member(string text, string expected)
    {
        var wrong = Assert.Throws<RigFailureException>(() => HostsFile.Parse(text.Replace("H", Host, StringComparison.Ordinal).Replace("N", "\n", StringComparison.Ordinal), "hosts.json"));

        Assert.StartsWith("hosts.json", wrong.Message, StringComparison.Ordinal);
        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
        Assert.Contains("mend the file", wrong.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"port\":0", "sender.port is 0; allowed are 1 to 65535")]
    [InlineData("\"hostKey\":\"SHA256:abc\"", "sender.hostKey is 'SHA256:abc'; allowed is SHA256: and 43 characters, as 'ssh-keygen -l' prints it")]
    [InlineData("\"hostKey\":\"MD5:97:70:33\"", "sender.hostKey is 'MD5:97:70:33'")]
    [InlineData("\"privateAddress\":\"ten\"", "sender.privateAddress is 'ten'; allowed is an IPv4 or IPv6 address")]
    [InlineData("\"privateAddress\":\"10.0.5\"", "sender.privateAddress is '10.0.5'; allowed is an IPv4 or IPv6 address")]
    [InlineData("\"privateAddress\":\"010.0.0.5\"", "sender.privateAddress is '010.0.0.5'")]
    [InlineData("\"cpus\":[]", "sender.cpus is []; allowed are different numbers of CPUs, 0 to 1023, at least one")]
    [InlineData("\"cpus\":[1,1]", "sender.cpus is [1, 1]")]
    public void Values_outside_their_range_are_refused(string member, string expected)
    {
        var wrong = Assert.Throws<RigFailureException>(() => HostsFile.Parse(Text($"{Host}, {member}", Host), "hosts.json"));

        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        var wrong = Assert.Throws<RigFailureException>(() => HostsFile.Parse("""{"sender":{"address":"a b","user":"x"},"responder":{"address":"b","user":"y@z","port":70000}}""", "hosts.json"));

        Assert.Contains("sender.address is 'a b'; allowed is a name or an IP address, without user and port; responder.user is 'y@z'; allowed is one word without '@'; responder.port is 70000", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_load_needs_an_address_not_a_name()
    {
        var wrong = Assert.Throws<RigFailureException>(() => HostsFile.Parse(Text(Host, "\"address\": \"b.example\", \"user\": \"y\""), "hosts.json"));

        Assert.Contains("responder.address 'b.example' is a name, and the load needs an address; give the responder a privateAddress", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_told_with_its_name()
    {
        using var folder = new TemporaryFolder();

        var wrong = Assert.Throws<RigFailureException>(() => HostsFile.Load(folder.File("hosts.json")));

        Assert.Contains(folder.File("hosts.json"), wrong.Message, StringComparison.Ordinal);
        Assert.Contains("name the file with TRACETOLL_HOSTS", wrong.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_pairs_have_a_form_of_their_own()
    {
        var hosts = HostsFile.Parse(Pairs($"{Host}, \"cpus\": [1]", $"{Host}, \"port\": 23"), "/x/hosts.json");

        Assert.Equal(2, hosts.Pairs.Count);
        Assert.Equal([1], hosts.Sender.Cpus);
        Assert.Equal(23, hosts.Pairs[1].Sender.Port);
        Assert.All(hosts.Pairs, pair => Assert.Equal("/x/hosts.json", pair.Path));
        Assert.Equal(hosts.ToJson(), HostsFile.Parse(hosts.ToJson(), "/x/hosts.json").ToJson());
        Assert.Single(hosts.Pairs[1].Pairs);
        Assert.False(new RemoteTestbed(hosts).Equals(new RemoteTestbed(HostsFile.Parse(Pairs(Host, Host), "/x/hosts.json"))));
    }

    [Fact]
    public void What_is_wrong_in_a_pair_is_told_with_its_place()
    {
        var wrong = Assert.Throws<RigFailureException>(() => HostsFile.Parse(Pairs(Host, $"{Host}, \"port\": 0"), "hosts.json"));

        Assert.Contains("pairs[1].sender.port is 0; allowed are 1 to 65535", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_many_pairs_as_are_asked_for_have_to_be_there()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("hosts.json"), Pairs(Host, Host));
        using var cli = new RunningCli(new Dictionary<string, string> { [HostsFile.Variable] = folder.File("hosts.json") },
            "measure", "--testbed", "remote,pairs=3", "--modes", "off", "--out", folder.File("recording"));

        await cli.EndsWithAsync(3);

        Assert.Contains($"remote,pairs=3 asks for 3 pairs, and {folder.File("hosts.json")} has 2; change one of the two, or take remote for all pairs of the file", cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Remote_takes_no_parameters() =>
        Assert.Equal("'remote,x=1' is no testbed: remote takes no parameters but pairs=N; TRACETOLL_HOSTS names the file with its hosts",
            Assert.Throws<FormatException>(() => Hosts.Testbed.Parse("remote,x=1")).Message);

    [Fact]
    public void Remote_testbeds_are_equal_when_their_hosts_are()
    {
        static RemoteTestbed Of(string members) => new(HostsFile.Parse(Text($"{Host}, {members}", Host), "/x/hosts.json"));

        Hosts.Testbed one = Of("\"cpus\": [1]"), same = Of("\"cpus\": [1]"), other = Of("\"cpus\": [2]");

        Assert.True(one == same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.True(one != other);
        Assert.True(one != new RemoteTestbed());
        Assert.True(new RemoteTestbed() == Hosts.Testbed.Parse("remote"));
        Assert.True(one != Hosts.Testbed.Loopback);
    }

    [Fact]
    public void Remote_is_found_by_its_name() => Assert.IsType<RemoteTestbed>(Hosts.Testbed.Parse("remote"));

    private static string Pairs(params string[] senders) => "{ \"pairs\": [" + string.Join(", ", senders.Select(sender => Text(sender, Host))) + "] }";

    private static string Text(string sender, string responder) => "{ \"sender\": { " + sender + " }, \"responder\": { " + responder + " } }";
}
