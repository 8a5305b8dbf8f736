using TraceToll.Remote.Ec2;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Ec2;

public sealed class RemovalTests : IDisposable
{
    private readonly Ec2Rig _rig = new();

    [Fact]
    public async Task The_sweep_takes_what_has_expired_and_nothing_else()
    {
        await UpAsync("first", TimeSpan.FromHours(1));
        await UpAsync("second", TimeSpan.FromHours(4));
        await Task.Delay(TimeSpan.FromHours(2), _rig.Time);
        var listed = OwnedPairsText.Create(await _rig.Pairs.ListAsync(Patience.Limit()), _rig.Time.GetUtcNow());

        await _rig.DownAsync(expired: true);
        var left = Assert.Single(await _rig.Pairs.ListAsync(Patience.Limit()));

        Assert.Contains("first  EXPIRED at 2026-11-24T11:00:", listed, StringComparison.Ordinal);
        Assert.Contains("second  until 2026-11-24T14:0", listed, StringComparison.Ordinal);
        Assert.EndsWith("What has expired goes with: tracetoll hosts down --expired\n", listed, StringComparison.Ordinal);
        Assert.Equal("second", left.Owner);
        Assert.Equal(5, _rig.Ours.Count);
        Assert.True(_rig.ForeignIsUntouched);
    }

    [Fact]
    public async Task What_carries_no_tag_stays_even_when_ec2_lists_it()
    {
        _rig.Cloud.IgnoresFilters = true;
        await _rig.UpAsync();

        await _rig.DownAsync();

        Assert.Empty(_rig.Ours);
        Assert.True(_rig.ForeignIsUntouched);
    }

    [Fact]
    public async Task Other_pairs_stay_even_when_ec2_lists_them()
    {
        _rig.Cloud.IgnoresFilters = true;
        var first = await UpAsync("first", TimeSpan.FromHours(1));
        await UpAsync("second", TimeSpan.FromHours(1));

        await _rig.DownAsync(first);

        Assert.Equal("second", Assert.Single(await _rig.Pairs.ListAsync(Patience.Limit())).Owner);
    }

    [Fact]
    public async Task Groups_go_after_the_instances_that_hold_on_to_them()
    {
        await _rig.UpAsync();
        _rig.Cloud.Requests.Clear();

        await _rig.DownAsync();
        var changes = _rig.Cloud.Requests.Select(request => request.Action).Where(action => !action.StartsWith("Describe", StringComparison.Ordinal)).ToList();

        Assert.True(changes.LastIndexOf("TerminateInstances") < changes.IndexOf("DeletePlacementGroup"), string.Join(", ", changes));
        Assert.True(changes.LastIndexOf("TerminateInstances") < changes.IndexOf("DeleteSecurityGroup"), string.Join(", ", changes));
    }

    [Theory]
    [InlineData("TerminateInstances", "InternalError", 500)]
    [InlineData("DeleteKeyPair", "RequestLimitExceeded", 503)]
    [InlineData("DeletePlacementGroup", "InvalidPlacementGroup.InUse", 400)]
    [InlineData("DeleteSecurityGroup", "DependencyViolation", 400)]
    [InlineData("DescribeInstances", "Unavailable", 503)]
    public async Task What_may_pass_is_waited_for(string action, string code, int status)
    {
        var pair = await UpAsync("me@here", TimeSpan.FromHours(1));
        var chosen = await _rig.Pairs.ChooseAsync(pair, "me@here", expired: false, Patience.Limit());
        _rig.Cloud.Refuse(action, code, status, times: 3);

        await _rig.Pairs.RemoveAsync(chosen, Patience.Limit());

        Assert.Empty(_rig.Ours);
    }

    [Fact]
    public async Task What_does_not_pass_is_named()
    {
        await _rig.UpAsync();
        _rig.Cloud.Refuse("TerminateInstances", "OperationNotPermitted", times: 2);

        var failure = await Assert.ThrowsAsync<RigFailureException>(() => _rig.DownAsync());

        Assert.StartsWith("left in eu-test-1: instance i-", failure.Message, StringComparison.Ordinal);
        Assert.Contains("EC2 says OperationNotPermitted", failure.Message, StringComparison.Ordinal);
        Assert.Equal("mend that, and run it again", failure.Remedy);
    }

    [Fact]
    public async Task A_group_that_never_becomes_free_ends_the_waiting()
    {
        await _rig.UpAsync();
        _rig.Cloud.Refuse("DeleteSecurityGroup", "DependencyViolation", times: 1000);

        var failure = await Assert.ThrowsAsync<RigFailureException>(() => _rig.DownAsync());

        Assert.StartsWith("left in eu-test-1: security group sg-", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["security group"], _rig.Ours.Select(thing => thing[..thing.LastIndexOf(' ')]));
    }

    [Fact]
    public async Task Down_without_a_name_wants_exactly_one_pair()
    {
        await _rig.DownAsync();
        var first = await UpAsync("me@here", TimeSpan.FromHours(1));
        var second = await UpAsync("me@here", TimeSpan.FromHours(1));

        var failure = await Assert.ThrowsAsync<RigFailureException>(() => _rig.DownAsync());
        var unknown = await Assert.ThrowsAsync<RigFailureException>(() => _rig.DownAsync("20000101-0000-abcdef"));

        Assert.StartsWith("me@here has 2 pairs in eu-test-1: ", failure.Message, StringComparison.Ordinal);
        Assert.All((string[])[first, second], pair => Assert.Contains(pair, failure.Message, StringComparison.Ordinal));
        Assert.Equal("there is no pair 20000101-0000-abcdef in eu-test-1", unknown.Message);
        Assert.Equal(10, _rig.Ours.Count);
    }

    [Fact]
    public async Task A_pair_of_somebody_else_is_not_taken_without_its_name()
    {
        await UpAsync("somebody", TimeSpan.FromHours(1));

        await _rig.DownAsync();

        Assert.Equal(5, _rig.Ours.Count);
    }

    [Fact]
    public async Task What_says_no_legible_time_never_expires()
    {
        _rig.Cloud.Account.Keys.Add(new StandIn.CloudThing { Id = "key-odd", Name = "odd", Tags = new Dictionary<string, string> { ["tracetoll:pair"] = "20261124-1000-0dd0dd", ["tracetoll:expires"] = "soon" } });

        await _rig.DownAsync(expired: true);
        var text = OwnedPairsText.Create(await _rig.Pairs.ListAsync(Patience.Limit()), _rig.Time.GetUtcNow());

        Assert.Equal(["key key-odd"], _rig.Ours);
        Assert.StartsWith("20261124-1000-0dd0dd    without a legible time to live\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("20261124-1000-abcdef/../../outside")]
    [InlineData("20261124-1000-ABCDEF")]
    [InlineData("20261124-1000-abcdef\n")]
    [InlineData("")]
    public async Task A_tag_that_is_no_pairs_name_is_not_ours(string pair)
    {
        _rig.Cloud.Account.Keys.Add(new StandIn.CloudThing { Id = "key-odd", Name = "odd", Tags = new Dictionary<string, string> { ["tracetoll:pair"] = pair, ["tracetoll:owner"] = "me@here", ["tracetoll:expires"] = "2020-01-01T00:00:00Z" } });

        await _rig.DownAsync(expired: true);

        Assert.Equal(["key key-odd"], _rig.Ours);
        Assert.Empty(await _rig.Pairs.ListAsync(Patience.Limit()));
    }

    [Fact]
    public async Task Files_of_a_pair_go_and_those_of_another_stay()
    {
        var hosts = await _rig.UpAsync();
        var name = hosts.Sender.Key![..^".key".Length];

        Assert.Empty(new PairFiles(_rig.HostsPath, "tracetoll-other").Remove());
        Assert.Equal(2, new PairFiles(_rig.HostsPath, name).Remove().Count);
        Assert.Empty(Directory.GetFiles(_rig.Folder.Path));
    }

    public void Dispose() => _rig.Dispose();

    private async Task<string> UpAsync(string owner, TimeSpan lifetime)
    {
        File.Delete(_rig.HostsPath);
        var hosts = await _rig.UpAsync(Ec2Rig.Request with { Owner = owner, Lifetime = lifetime });
        return hosts.Sender.Key!["tracetoll-".Length..^".key".Length];
    }
}
