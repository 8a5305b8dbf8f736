using TraceToll.Remote.Ec2;
using Xunit;

namespace TraceToll.Tests.Ec2;

public sealed class PairPlanTests : IDisposable
{
    private readonly Ec2Rig _rig = new();

    [Fact]
    public async Task A_plan_changes_nothing_and_says_all()
    {
        var plan = await _rig.PlanAsync();
        var text = string.Join('\n', PlanText.Lines(plan));

        Assert.All(_rig.Cloud.Requests, request => Assert.StartsWith("Describe", request.Action, StringComparison.Ordinal));
        Assert.Empty(_rig.Ours);
        Assert.All(
            (string[])
            [
                "2 x c5n.xlarge (4 virtual CPUs), on demand", "ami-new", "user ec2-user", "subnet-a (eu-test-1a), else subnet-b (eu-test-1b)\n",
                "SSH from 203.0.113.7/32", "ends itself at 2026-11-24T12:00:00Z (2 h from now)", "some tenths of a US dollar to one dollar an hour for the two.",
            ],
            words => Assert.Contains(words, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("amazon-linux", null, "ami-new", "ec2-user")]
    [InlineData("ubuntu", null, "ami-noble", "ubuntu")]
    [InlineData("ami-own", "admin", "ami-own", "admin")]
    public async Task The_image_is_the_newest_of_that_name_by_that_owner(string image, string? user, string id, string login)
    {
        var plan = await _rig.PlanAsync(Ec2Rig.Request with { Image = ImageChoice.Parse(image, user) });

        Assert.Equal((id, login), (plan.Image.Id, plan.Request.Image.User));
    }

    [Fact]
    public async Task A_named_subnet_is_the_only_one()
    {
        var plan = await _rig.PlanAsync(Ec2Rig.Request with { Subnet = "subnet-own" });

        Assert.Equal([new PairSubnet("subnet-own", "eu-test-1b")], plan.Subnets);
    }

    [Theory]
    [InlineData("c9.huge", "looking up c9.huge in eu-test-1: EC2 says InvalidInstanceType: The following supplied instance types do not exist: [c9.huge]")]
    [InlineData("c6gn.xlarge", "c6gn.xlarge is arm64, and the agent is for x86_64")]
    [InlineData("t3.micro", "t3.micro cannot be in a cluster placement group")]
    public async Task A_type_that_does_not_fit_is_named(string type, string expected)
    {
        var failure = await Assert.ThrowsAsync<RigFailureException>(() => _rig.PlanAsync(Ec2Rig.Request with { InstanceType = type }));

        Assert.Equal(expected, failure.Message);
    }

    [Theory]
    [InlineData("ami-gone", "looking for the image ami-gone: EC2 says InvalidAMIID.NotFound: The image id '[ami-gone]' does not exist")]
    [InlineData("ami-arm", "the image ami-arm is arm64, and the agent is for x86_64")]
    public async Task An_image_that_does_not_fit_is_named(string image, string expected)
    {
        var failure = await Assert.ThrowsAsync<RigFailureException>(() => _rig.PlanAsync(Ec2Rig.Request with { Image = ImageChoice.Parse(image, "me") }));

        Assert.Equal(expected, failure.Message);
    }

    [Fact]
    public async Task No_image_of_the_owner_is_taken_from_another()
    {
        _rig.Cloud.Account.Images.RemoveAll(image => image.OwnerId == "137112412989");

        var failure = await Assert.ThrowsAsync<RigFailureException>(() => _rig.PlanAsync());

        Assert.Equal("eu-test-1 has no image al2023-ami-2023.*-kernel-6.1-x86_64 of account 137112412989", failure.Message);
    }

    [Fact]
    public async Task A_type_in_no_zone_of_a_subnet_is_said()
    {
        _rig.Cloud.Account.Offered.Clear();
        _rig.Cloud.Account.Offered.Add("eu-test-1d");

        var failure = await Assert.ThrowsAsync<RigFailureException>(() => _rig.PlanAsync());

        Assert.Equal("no subnet is in a zone that has c5n.xlarge: subnets are in eu-test-1a, eu-test-1b, eu-test-1c, the type is in eu-test-1d", failure.Message);
    }

    [Theory]
    [InlineData("5m", "the time to live is 5m; allowed are 15m to 24h")]
    [InlineData("25h", "the time to live is 25h; allowed are 15m to 24h")]
    [InlineData("soon", "'soon' is no time to live; write minutes or hours, such as 90m or 4h")]
    [InlineData("1.5h", "'1.5h' is no time to live; write minutes or hours, such as 90m or 4h")]
    public void A_wrong_time_to_live_is_refused(string text, string expected) =>
        Assert.Equal(expected, Assert.Throws<FormatException>(() => PairRequest.ParseLifetime(text)).Message);

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7/32")]
    [InlineData("203.0.113.0/24", "203.0.113.0/24")]
    public void An_address_is_a_network_of_one(string text, string expected) => Assert.Equal(expected, PairRequest.ParseSshFrom(text));

    [Theory]
    [InlineData("0.0.0.0/0")]
    [InlineData("2001:db8::1")]
    [InlineData("everywhere")]
    public void Far_too_many_addresses_are_refused(string text) =>
        Assert.StartsWith($"'{text}' is no place for SSH to come from; write an IPv4 address", Assert.Throws<FormatException>(() => PairRequest.ParseSshFrom(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("windows", null, "'windows' is no image; known are amazon-linux (2023), ubuntu (24.04), and ami-... with --user")]
    [InlineData("ami-own", null, "who logs in to ami-own is not known; name the user with --user")]
    public void A_wrong_image_is_refused(string image, string? user, string expected) =>
        Assert.Equal(expected, Assert.Throws<FormatException>(() => ImageChoice.Parse(image, user)).Message);

    [Fact]
    public async Task User_data_ends_the_hosts_in_time_also_after_a_reboot()
    {
        var plan = await _rig.PlanAsync();

        var text = UserData.Create(plan, Ed25519Key.Create("test"));

        Assert.StartsWith("#cloud-config\n", text, StringComparison.Ordinal);
        Assert.All(
            (string[])
            [
                $"test \"$(date +%s)\" -lt {new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds()} || systemctl --no-block poweroff",
                "'--on-calendar=2026-11-24 12:00:00 UTC', --on-boot=7200s, systemctl, poweroff]", "\npackages: [bpftrace]\n",
                "\n    -----BEGIN OPENSSH PRIVATE KEY-----\n", "is-active --quiet tracetoll-end.timer || systemctl --no-block poweroff",
            ],
            words => Assert.Contains(words, text, StringComparison.Ordinal));
        Assert.InRange(text.Length, 1, 12_000);
    }

    public void Dispose() => _rig.Dispose();
}
