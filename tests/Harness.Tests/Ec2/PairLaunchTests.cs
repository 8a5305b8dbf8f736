using System.Text;
using TraceToll.Remote;
using TraceToll.Remote.Ec2;
using TraceToll.Tests.Ec2.StandIn;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Ec2;

public sealed class PairLaunchTests : IDisposable
{
    private readonly Ec2Rig _rig = new();

    [Fact]
    public async Task A_pair_comes_up_is_listed_and_goes_down()
    {
        var hosts = await _rig.UpAsync();
        var listed = Assert.Single(await _rig.Pairs.ListAsync(Patience.Limit()));

        Assert.Equal(hosts.ToJson(), HostsFile.Load(_rig.HostsPath).ToJson());
        Assert.Equal(("198.51.100.1", "198.18.0.1"), (hosts.Sender.Address, hosts.Sender.PrivateAddress));
        Assert.Equal(("198.51.100.2", "198.18.0.2"), (hosts.Responder.Address, hosts.Responder.PrivateAddress));
        Assert.Equal(("ec2-user", true, 22), (hosts.Sender.User, hosts.Sender.Sudo, hosts.Sender.Port));
        Assert.Equal("me@here", listed.Owner);
        Assert.Equal([ThingKind.Instance, ThingKind.Instance, ThingKind.KeyPair, ThingKind.PlacementGroup, ThingKind.SecurityGroup], listed.Things.Select(thing => thing.Kind));
        Assert.Equal(5, _rig.Ours.Count);

        await _rig.DownAsync();

        Assert.Empty(_rig.Ours);
        Assert.True(_rig.ForeignIsUntouched);
        Assert.Empty(await _rig.Pairs.ListAsync(Patience.Limit()));
    }

    [Fact]
    public async Task The_launch_asks_for_what_the_origin_had()
    {
        await _rig.UpAsync();
        var launch = Asked("RunInstances");

        Assert.Equal(("2", "2", "c5n.xlarge", "ami-new"), (launch["MinCount"], launch["MaxCount"], launch["InstanceType"], launch["ImageId"]));
        Assert.Equal("cluster", Asked("CreatePlacementGroup")["Strategy"]);
        Assert.Equal(Asked("CreatePlacementGroup")["GroupName"], launch["Placement.GroupName"]);
        Assert.Equal(("subnet-a", "true"), (launch["NetworkInterface.1.SubnetId"], launch["NetworkInterface.1.AssociatePublicIpAddress"]));
        Assert.Equal("terminate", launch["InstanceInitiatedShutdownBehavior"]);
        Assert.Equal(("required", "1"), (launch["MetadataOptions.HttpTokens"], launch["MetadataOptions.HttpPutResponseHopLimit"]));
        Assert.Equal(("/dev/xvda", "true", null), (launch["BlockDeviceMapping.1.DeviceName"], launch["BlockDeviceMapping.1.Ebs.DeleteOnTermination"], launch["BlockDeviceMapping.2.DeviceName"]));
        Assert.Null(launch["InstanceMarketOptions.MarketType"]);
    }

    [Fact]
    public async Task Only_the_two_and_ssh_of_the_caller_are_let_in()
    {
        await _rig.UpAsync();
        var open = Asked("AuthorizeSecurityGroupIngress");

        Assert.Equal(("-1", open["GroupId"], null), (open["IpPermissions.1.IpProtocol"], open["IpPermissions.1.Groups.1.GroupId"], open["IpPermissions.1.IpRanges.1.CidrIp"]));
        Assert.Equal(("tcp", "22", "22"), (open["IpPermissions.2.IpProtocol"], open["IpPermissions.2.FromPort"], open["IpPermissions.2.ToPort"]));
        Assert.Equal(("203.0.113.7/32", null), (open["IpPermissions.2.IpRanges.1.CidrIp"], open["IpPermissions.2.IpRanges.2.CidrIp"]));
        Assert.Null(open["IpPermissions.3.IpProtocol"]);
    }

    [Theory]
    [InlineData("ImportKeyPair", "key-pair")]
    [InlineData("CreateSecurityGroup", "security-group")]
    [InlineData("CreatePlacementGroup", "placement-group")]
    [InlineData("RunInstances", "instance")]
    [InlineData("RunInstances", "volume")]
    [InlineData("RunInstances", "network-interface")]
    [InlineData("RunInstances", "spot-instances-request")]
    public async Task Everything_is_tagged_when_it_is_made(string action, string type)
    {
        var hosts = await _rig.UpAsync(Ec2Rig.Request with { Spot = true });
        var tags = Asked(action).Tags(type);

        Assert.Equal("me@here", tags["tracetoll:owner"]);
        Assert.Equal("2026-11-24T12:00:00Z", tags["tracetoll:expires"]);
        Assert.Equal($"tracetoll-{tags["tracetoll:pair"]}.key", hosts.Sender.Key);
        Assert.Equal($"tracetoll-{tags["tracetoll:pair"]}", tags["Name"]);
    }

    [Fact]
    public async Task Spot_is_asked_for_once()
    {
        await _rig.UpAsync(Ec2Rig.Request with { Spot = true });
        var launch = Asked("RunInstances");

        Assert.Equal(("spot", "one-time"), (launch["InstanceMarketOptions.MarketType"], launch["InstanceMarketOptions.SpotOptions.SpotInstanceType"]));
    }

    [Fact]
    public async Task The_hosts_are_given_the_key_that_hosts_json_names()
    {
        var hosts = await _rig.UpAsync();
        var userData = Encoding.UTF8.GetString(Convert.FromBase64String(Asked("RunInstances")["UserData"]!));
        var line = userData.Split('\n').Single(line => line.Contains("ed25519_public", StringComparison.Ordinal));
        var blob = Convert.FromBase64String(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2]);

        Assert.Equal("SHA256:" + Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(blob)).TrimEnd('='), hosts.Sender.HostKey);
        Assert.Equal(hosts.Sender.HostKey, hosts.Responder.HostKey);
    }

    [Fact]
    public async Task The_private_key_is_beside_hosts_json_for_its_owner_only()
    {
        var hosts = await _rig.UpAsync();
        var file = _rig.Folder.File(hosts.Sender.Key!);
        using var key = new Renci.SshNet.PrivateKeyFile(file);
        var imported = Encoding.UTF8.GetString(Convert.FromBase64String(Asked("ImportKeyPair")["PublicKeyMaterial"]!));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.StartsWith($"ssh-ed25519 {Convert.ToBase64String(key.HostKeyAlgorithms.First().Data)} ", imported, StringComparison.Ordinal);
        Assert.DoesNotContain(_rig.Cloud.Requests, request => request.Canonical.Contains("PRIVATE", StringComparison.Ordinal));
        Assert.Equal(2, Directory.GetFiles(_rig.Folder.Path).Length);
    }

    [Fact]
    public async Task Hosts_json_is_written_only_when_the_check_passes()
    {
        var answers = new Queue<string?>(["sender has no bpftrace", "sender has no bpftrace", null]);

        await _rig.UpAsync(check: (hosts, _) =>
        {
            Assert.False(File.Exists(_rig.HostsPath));
            Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(hosts.Path)!, hosts.Sender.Key!)));
            return Task.FromResult(answers.Dequeue());
        });

        Assert.True(File.Exists(_rig.HostsPath));
        Assert.Single(_rig.Told, line => line == "not yet: sender has no bpftrace");
    }

    [Fact]
    public async Task What_is_new_may_be_unknown_for_a_while()
    {
        _rig.Cloud.Account.Lag = 2;

        await _rig.UpAsync();
        await _rig.DownAsync();

        Assert.Empty(_rig.Ours);
    }

    [Fact]
    public async Task A_zone_without_capacity_is_passed_over()
    {
        _rig.Cloud.Account.Full.Add("eu-test-1a");

        await _rig.UpAsync();

        Assert.All(_rig.Cloud.Account.Instances.Where(instance => instance.Id != "i-foreign"), instance => Assert.Equal("subnet-b", instance.Subnet));
        Assert.Contains("eu-test-1a has no two c5n.xlarge now", _rig.Told);
    }

    [Theory]
    [InlineData("ImportKeyPair")]
    [InlineData("CreateSecurityGroup")]
    [InlineData("AuthorizeSecurityGroupIngress")]
    [InlineData("CreatePlacementGroup")]
    [InlineData("RunInstances")]
    public async Task An_answer_that_got_lost_makes_nothing_twice(string action)
    {
        _rig.Cloud.LoseAnswer(action, times: 1);

        await _rig.UpAsync();

        Assert.Equal(5, _rig.Ours.Count);
    }

    [Theory]
    [InlineData("DescribeImages")]
    [InlineData("CreateSecurityGroup")]
    [InlineData("RunInstances")]
    public async Task Too_many_requests_are_repeated(string action)
    {
        _rig.Cloud.Refuse(action, "RequestLimitExceeded", status: 503);

        await _rig.UpAsync();

        Assert.Equal(2, _rig.Cloud.Requests.Count(request => request.Action == action));
    }

    public void Dispose() => _rig.Dispose();

    private Ec2Request Asked(string action) => _rig.Cloud.Requests.Single(request => request.Action == action);
}
