using TraceToll.Remote.Ec2;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Ec2;

/// <summary>Whatever fails, and wherever: nothing is left, or what is left is named.</summary>
public sealed class PairLaunchFailureTests : IDisposable
{
    private readonly Ec2Rig _rig = new();

    [Theory]
    [InlineData("ImportKeyPair", "importing the key pair tracetoll-")]
    [InlineData("CreateSecurityGroup", "creating the security group tracetoll-")]
    [InlineData("AuthorizeSecurityGroupIngress", "opening the security group tracetoll-")]
    [InlineData("CreatePlacementGroup", "creating the placement group tracetoll-")]
    [InlineData("RunInstances", "launching two c5n.xlarge: ")]
    [InlineData("DescribeInstances", "waiting for the instances: ")]
    public async Task A_step_that_is_refused_leaves_nothing(string action, string step)
    {
        _rig.Cloud.Refuse(action, "UnauthorizedOperation", status: 403);

        var failure = await FailsAsync();

        Assert.StartsWith(step, failure.Message, StringComparison.Ordinal);
        Assert.Contains($"EC2 says UnauthorizedOperation: told to refuse {action}; nothing is left of the pair", failure.Message, StringComparison.Ordinal);
        Assert.Equal("give this identity the permissions that docs/ec2.md lists", failure.Remedy);
        NothingIsLeft();
    }

    [Theory]
    [InlineData("ImportKeyPair")]
    [InlineData("CreateSecurityGroup")]
    [InlineData("AuthorizeSecurityGroupIngress")]
    [InlineData("CreatePlacementGroup")]
    [InlineData("RunInstances")]
    public async Task A_step_whose_answers_all_get_lost_leaves_nothing(string action)
    {
        _rig.Cloud.Account.Lag = 2;
        _rig.Cloud.LoseAnswer(action, times: 100);

        var failure = await FailsAsync();

        Assert.Contains("EC2 cannot be reached", failure.Message, StringComparison.Ordinal);
        NothingIsLeft();
    }

    [Fact]
    public async Task No_capacity_anywhere_is_said_once()
    {
        _rig.Cloud.Account.Full.UnionWith(["eu-test-1a", "eu-test-1b"]);

        var failure = await FailsAsync();

        Assert.Equal("launching two c5n.xlarge: EC2 says InsufficientInstanceCapacity: There is no Spot or On-Demand capacity available in eu-test-1b; nothing is left of the pair", failure.Message);
        Assert.Contains("--type", failure.Remedy, StringComparison.Ordinal);
        NothingIsLeft();
    }

    [Fact]
    public async Task An_instance_that_dies_at_birth_is_named_with_the_reason()
    {
        _rig.Cloud.Account.DiesAtBirth = "Client.VolumeLimitExceeded: Volume limit exceeded";

        var failure = await FailsAsync();

        Assert.Contains("is terminated instead of running: Client.VolumeLimitExceeded: Volume limit exceeded; nothing is left", failure.Message, StringComparison.Ordinal);
        NothingIsLeft();
    }

    [Fact]
    public async Task Instances_without_a_public_address_are_given_up()
    {
        _rig.Cloud.Account.HasPublicAddresses = false;

        var failure = await FailsAsync();

        Assert.StartsWith("after 10 minutes the instances do not run with a public address", failure.Message, StringComparison.Ordinal);
        NothingIsLeft();
    }

    [Fact]
    public async Task A_check_that_never_passes_is_given_up_with_what_is_lacking()
    {
        var failure = await Assert.ThrowsAsync<RigFailureException>(() => _rig.UpAsync(check: (_, _) => Task.FromResult<string?>("sender has no bpftrace")));

        Assert.Equal("after 10 minutes hosts check still fails: sender has no bpftrace; nothing is left of the pair", failure.Message);
        NothingIsLeft();
    }

    [Fact]
    public async Task A_check_that_breaks_leaves_nothing()
    {
        var failure = await Assert.ThrowsAsync<RigFailureException>(() => _rig.UpAsync(check: (_, _) => throw new InvalidOperationException("broken")));

        Assert.Equal("broken; nothing is left of the pair", failure.Message);
        NothingIsLeft();
    }

    [Fact]
    public async Task Stopping_takes_away_what_was_made()
    {
        using var stop = new CancellationTokenSource();

        var failure = await Assert.ThrowsAsync<RigFailureException>(() => _rig.UpAsync(stop: stop.Token, check: async (_, token) =>
        {
            await stop.CancelAsync();
            token.ThrowIfCancellationRequested();
            return null;
        }));

        Assert.Equal("stopped before the pair was ready; nothing is left of the pair", failure.Message);
        NothingIsLeft();
    }

    [Fact]
    public async Task A_hosts_json_that_appears_meanwhile_is_not_written_over()
    {
        var failure = await Assert.ThrowsAsync<RigFailureException>(() => _rig.UpAsync(check: async (_, token) =>
        {
            await File.WriteAllTextAsync(_rig.HostsPath, "mine", token);
            return null;
        }));

        Assert.Contains("hosts.json", failure.Message, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(_rig.HostsPath));
        Assert.Single(Directory.GetFiles(_rig.Folder.Path));
        Assert.Empty(_rig.Ours);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_costs_nothing()
    {
        var plan = await _rig.PlanAsync();

        var failure = await Assert.ThrowsAsync<RigFailureException>(() =>
            new PairLaunch(_rig.Client, _rig.Time, _rig.Told.Add).UpAsync(plan, _rig.Folder.File("no/hosts.json"), (_, _) => Task.FromResult<string?>(null), Patience.Limit()));

        Assert.Contains("nothing is left of the pair", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_rig.Cloud.Requests, request => !request.Action.StartsWith("Describe", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_removed_is_named_with_the_way_to_remove_it()
    {
        _rig.Cloud.Refuse("TerminateInstances", "UnauthorizedOperation", status: 403, times: 100);

        var failure = await Assert.ThrowsAsync<RigFailureException>(() => _rig.UpAsync(check: (_, _) => throw new InvalidOperationException("broken")));
        var pair = Assert.Single(await _rig.Pairs.ListAsync(Patience.Limit()));

        Assert.StartsWith("broken; left of the pair: instance i-", failure.Message, StringComparison.Ordinal);
        Assert.All(pair.Things, thing => Assert.Contains(thing.ToString(), failure.Message, StringComparison.Ordinal));
        Assert.EndsWith("instances end themselves at 2026-11-24T12:00:00Z", failure.Message, StringComparison.Ordinal);
        Assert.Equal($"remove it with: tracetoll hosts down {pair.Pair} --region eu-test-1", failure.Remedy);
        Assert.Single(Directory.GetFiles(_rig.Folder.Path));
    }

    [Theory]
    [InlineData("DescribeKeyPairs")]
    [InlineData("DescribeSecurityGroups")]
    public async Task What_was_made_goes_even_where_listing_is_refused(string action)
    {
        _rig.Cloud.Refuse(action, "UnauthorizedOperation", status: 403, times: 100);

        var failure = await Assert.ThrowsAsync<RigFailureException>(() => _rig.UpAsync(check: (_, _) => throw new InvalidOperationException("broken")));

        Assert.Empty(_rig.Ours);
        Assert.StartsWith($"broken; left of the pair: what else there is is not known (listing: EC2 says UnauthorizedOperation: told to refuse {action}); ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_made_and_stays_is_named_even_where_listing_is_refused()
    {
        _rig.Cloud.Refuse("DescribeKeyPairs", "ExpiredToken", times: 100);
        _rig.Cloud.Refuse("TerminateInstances", "ExpiredToken", times: 100);

        var failure = await Assert.ThrowsAsync<RigFailureException>(() => _rig.UpAsync(check: (_, _) => throw new InvalidOperationException("broken")));

        Assert.Equal(2, _rig.Cloud.Account.Instances.Count(instance => failure.Message.Contains($"instance {instance.Id} (", StringComparison.Ordinal)));
        Assert.Contains("what else there is is not known (listing: EC2 says ExpiredToken", failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _rig.Dispose();

    private Task<RigFailureException> FailsAsync() => Assert.ThrowsAsync<RigFailureException>(() => _rig.UpAsync());

    private void NothingIsLeft()
    {
        Assert.Empty(_rig.Ours);
        Assert.True(_rig.ForeignIsUntouched);
        Assert.Empty(Directory.GetFiles(_rig.Folder.Path));
    }
}
