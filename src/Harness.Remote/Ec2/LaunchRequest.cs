using Amazon.EC2;
using Amazon.EC2.Model;

namespace TraceToll.Remote.Ec2;

/// <summary>The request that launches both: EC2 gives both or none, and places them close to each other.</summary>
internal static class LaunchRequest
{
    /// <summary>What a launch is refused with while what was made for it is not known everywhere.</summary>
    public static readonly string[] NotYet =
    [
        "InvalidKeyPair.NotFound", "InvalidGroup.NotFound", "InvalidGroupId.NotFound", "InvalidPlacementGroup.Unknown", "InvalidPlacementGroup.NotAvailable",
    ];

    public static RunInstancesRequest Create(PairPlan plan, PairSubnet subnet, string securityGroup, string userData) => new()
    {
        // One token a subnet: a repeated request launches nothing twice.
        ClientToken = $"{plan.Tags.Pair}-{subnet.Id}",
        MinCount = 2,
        MaxCount = 2,
        InstanceType = plan.Request.InstanceType,
        ImageId = plan.Image.Id,
        KeyName = plan.Name,
        Placement = new Placement { GroupName = plan.Name },
        NetworkInterfaces =
        [
            new InstanceNetworkInterfaceSpecification { DeviceIndex = 0, SubnetId = subnet.Id, Groups = [securityGroup], AssociatePublicIpAddress = true, DeleteOnTermination = true },
        ],
        BlockDeviceMappings = [.. plan.Image.Volumes.Select(device => new BlockDeviceMapping { DeviceName = device, Ebs = new EbsBlockDevice { DeleteOnTermination = true } })],
        InstanceInitiatedShutdownBehavior = ShutdownBehavior.Terminate,
        MetadataOptions = new InstanceMetadataOptionsRequest { HttpTokens = HttpTokensState.Required, HttpPutResponseHopLimit = 1 },
        InstanceMarketOptions = plan.Request.Spot
            ? new InstanceMarketOptionsRequest { MarketType = MarketType.Spot, SpotOptions = new SpotMarketOptions { SpotInstanceType = SpotInstanceType.OneTime } }
            : null,
        UserData = userData,
        TagSpecifications = [.. Tagged(plan.Request.Spot).Select(plan.Tags.For)],
    };

    private static IEnumerable<ResourceType> Tagged(bool spot) =>
        spot ? [ResourceType.Instance, ResourceType.Volume, ResourceType.NetworkInterface, ResourceType.SpotInstancesRequest]
            : [ResourceType.Instance, ResourceType.Volume, ResourceType.NetworkInterface];
}
