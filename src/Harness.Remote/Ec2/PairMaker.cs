using System.Text;
using Amazon.EC2;
using Amazon.EC2.Model;

namespace TraceToll.Remote.Ec2;

/// <summary>Makes what a pair consists of, cheapest first, and remembers what it has made.</summary>
internal sealed class PairMaker(Ec2Client ec2, PairPlan plan, Action<string> tell)
{
    private readonly List<OwnedThing> _made = [];

    public IReadOnlyList<OwnedThing> Made => _made;

    /// <summary>Whether EC2 was asked to make anything; what became of it may not be known.</summary>
    public bool Began { get; private set; }

    /// <returns>The ids of the two instances.</returns>
    public async Task<IReadOnlyList<string>> MakeAsync(Ed25519Key key, Ed25519Key hostKey, CancellationToken cancellationToken)
    {
        Began = true;
        await ImportKeyAsync(key, cancellationToken);
        var group = await CreateSecurityGroupAsync(cancellationToken);
        await OpenAsync(group, cancellationToken);
        await CreatePlacementGroupAsync(cancellationToken);
        var type = plan.Request.InstanceType;
        return await Ec2Client.CallAsync($"launching two {type}", () => LaunchAsync(group, UserData.Encoded(plan, hostKey), cancellationToken), cancellationToken);
    }

    private Task<string> ImportKeyAsync(Ed25519Key key, CancellationToken cancellationToken) => Ec2Client.CallAsync($"importing the key pair {plan.Name}", async () =>
    {
        var request = new ImportKeyPairRequest
        {
            KeyName = plan.Name,
            PublicKeyMaterial = Convert.ToBase64String(Encoding.UTF8.GetBytes(key.PublicKey)),
            TagSpecifications = [plan.Tags.For(ResourceType.KeyPair)],
        };
        try
        {
            return Add(ThingKind.KeyPair, (await ec2.Api.ImportKeyPairAsync(request, cancellationToken)).KeyPairId);
        }
        catch (AmazonEC2Exception again) when (again.ErrorCode == "InvalidKeyPair.Duplicate")
        {
            return Add(ThingKind.KeyPair, await OursAsync(ThingKind.KeyPair, again, cancellationToken));
        }
    }, cancellationToken);

    private Task<string> CreateSecurityGroupAsync(CancellationToken cancellationToken) => Ec2Client.CallAsync($"creating the security group {plan.Name}", async () =>
    {
        var request = new CreateSecurityGroupRequest
        {
            GroupName = plan.Name,
            Description = "TraceToll: between the two hosts of a pair, and SSH from who launched it",
            VpcId = plan.Vpc,
            TagSpecifications = [plan.Tags.For(ResourceType.SecurityGroup)],
        };
        try
        {
            return Add(ThingKind.SecurityGroup, (await ec2.Api.CreateSecurityGroupAsync(request, cancellationToken)).GroupId);
        }
        catch (AmazonEC2Exception again) when (again.ErrorCode == "InvalidGroup.Duplicate")
        {
            return Add(ThingKind.SecurityGroup, await OursAsync(ThingKind.SecurityGroup, again, cancellationToken));
        }
    }, cancellationToken);

    private Task<bool> OpenAsync(string group, CancellationToken cancellationToken) => Ec2Client.CallAsync($"opening the security group {plan.Name}", async () =>
    {
        var request = new AuthorizeSecurityGroupIngressRequest
        {
            GroupId = group,
            IpPermissions =
            [
                new IpPermission { IpProtocol = "-1", UserIdGroupPairs = [new UserIdGroupPair { GroupId = group }] },
                new IpPermission { IpProtocol = "tcp", FromPort = 22, ToPort = 22, Ipv4Ranges = [new IpRange { CidrIp = plan.Request.SshFrom }] },
            ],
        };
        try
        {
            await ec2.WhenKnownAsync(() => ec2.Api.AuthorizeSecurityGroupIngressAsync(request, cancellationToken), ["InvalidGroup.NotFound", "InvalidGroupId.NotFound"], cancellationToken);
        }
        catch (AmazonEC2Exception again) when (again.ErrorCode == "InvalidPermission.Duplicate")
        {
            // The answer to the first attempt was lost; the SDK asked again.
        }

        return true;
    }, cancellationToken);

    private Task<string> CreatePlacementGroupAsync(CancellationToken cancellationToken) => Ec2Client.CallAsync($"creating the placement group {plan.Name}", async () =>
    {
        var request = new CreatePlacementGroupRequest
        {
            GroupName = plan.Name,
            Strategy = PlacementStrategy.Cluster,
            TagSpecifications = [plan.Tags.For(ResourceType.PlacementGroup)],
        };
        try
        {
            await ec2.Api.CreatePlacementGroupAsync(request, cancellationToken);
        }
        catch (AmazonEC2Exception again) when (again.ErrorCode == "InvalidPlacementGroup.Duplicate")
        {
            await OursAsync(ThingKind.PlacementGroup, again, cancellationToken);
        }

        return Add(ThingKind.PlacementGroup, plan.Name);
    }, cancellationToken);

    private async Task<IReadOnlyList<string>> LaunchAsync(string group, string userData, CancellationToken cancellationToken)
    {
        for (var index = 0; ; index++)
        {
            var subnet = plan.Subnets[index];
            tell($"launching two {plan.Request.InstanceType} in {subnet.Id} ({subnet.Zone})");
            try
            {
                var answer = await ec2.WhenKnownAsync(
                    () => ec2.Api.RunInstancesAsync(LaunchRequest.Create(plan, subnet, group, userData), cancellationToken), LaunchRequest.NotYet, cancellationToken);
                return [.. answer.Reservation.Instances.Select(instance => Add(ThingKind.Instance, instance.InstanceId))];
            }
            catch (AmazonEC2Exception full) when (full.ErrorCode == "InsufficientInstanceCapacity" && index + 1 < plan.Subnets.Count)
            {
                tell($"{subnet.Zone} has no two {plan.Request.InstanceType} now");
            }
        }
    }

    /// <summary>The name is taken. By this pair, when the answer to a first attempt was lost and the SDK asked again.</summary>
    private async Task<string> OursAsync(ThingKind kind, AmazonEC2Exception taken, CancellationToken cancellationToken)
    {
        var found = await new Inventory(ec2).ReadAsync(plan.Tags.Pair, cancellationToken);
        return found.FirstOrDefault(thing => thing.Kind == kind)?.Id ?? throw taken;
    }

    private string Add(ThingKind kind, string id)
    {
        _made.Add(new OwnedThing(kind, id, plan.Tags));
        tell($"{_made[^1]}: made");
        return id;
    }
}
