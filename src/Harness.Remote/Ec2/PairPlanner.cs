using System.Globalization;
using System.Security.Cryptography;
using Amazon.EC2;
using Amazon.EC2.Model;

namespace TraceToll.Remote.Ec2;

/// <summary>Finds out what has to be known before anything is made. Only asks, never changes.</summary>
internal sealed class PairPlanner(Ec2Client ec2, TimeProvider time)
{
    /// <exception cref="RigFailureException">What is asked for is not there.</exception>
    public async Task<PairPlan> PlanAsync(PairRequest request, CancellationToken cancellationToken)
    {
        var type = await Ec2Client.CallAsync($"looking up {request.InstanceType} in {ec2.Region}", () => TypeAsync(request, cancellationToken), cancellationToken);
        var image = await Ec2Client.CallAsync($"looking for the image {request.Image.Name}", () => ImageAsync(request, cancellationToken), cancellationToken);
        var (vpc, subnets) = await Ec2Client.CallAsync("looking for a subnet", () => SubnetsAsync(request, cancellationToken), cancellationToken);
        var now = time.GetUtcNow();
        return new PairPlan
        {
            Request = request,
            Region = ec2.Region,
            Tags = new PairTags(Name(now), request.Owner, now + request.Lifetime),
            Image = image,
            Vpc = vpc,
            Subnets = subnets,
            VirtualCpus = type.VCpuInfo?.DefaultVCpus ?? 0,
        };
    }

    private static string Name(DateTimeOffset now) =>
        now.UtcDateTime.ToString("yyyyMMdd-HHmm-", CultureInfo.InvariantCulture) + RandomNumberGenerator.GetHexString(6, lowercase: true);

    private async Task<InstanceTypeInfo> TypeAsync(PairRequest request, CancellationToken cancellationToken)
    {
        var answer = await ec2.Api.DescribeInstanceTypesAsync(new DescribeInstanceTypesRequest { InstanceTypes = [request.InstanceType] }, cancellationToken);
        var type = answer.InstanceTypes?.FirstOrDefault()
            ?? throw new RigFailureException($"{ec2.Region} has no instance type {request.InstanceType}", "take another --type or --region");
        var architectures = type.ProcessorInfo?.SupportedArchitectures ?? [];
        if (!architectures.Contains(request.Architecture))
        {
            throw new RigFailureException(
                $"{request.InstanceType} is {string.Join(" and ", architectures)}, and the agent is for {request.Architecture}",
                $"take a --type that is {request.Architecture}");
        }

        if (type.PlacementGroupInfo?.SupportedStrategies?.Contains("cluster") != true)
        {
            throw new RigFailureException($"{request.InstanceType} cannot be in a cluster placement group", "take a --type that can, such as c5n.xlarge");
        }

        return type;
    }

    private async Task<PairImage> ImageAsync(PairRequest request, CancellationToken cancellationToken)
    {
        var choice = request.Image;
        var pattern = choice.Patterns.GetValueOrDefault(request.Architecture, choice.Name);
        var asked = choice.OwnerId == null
            ? new DescribeImagesRequest { ImageIds = [choice.Name] }
            : new DescribeImagesRequest
            {
                Owners = [choice.OwnerId],
                Filters = [new Filter("name", [pattern]), new Filter("architecture", [request.Architecture]), new Filter("state", ["available"])],
            };
        Image? newest = null;
        await foreach (var image in ec2.Api.Paginators.DescribeImages(asked).Images.WithCancellation(cancellationToken))
        {
            newest = newest == null || string.CompareOrdinal(image.CreationDate, newest.CreationDate) > 0 ? image : newest;
        }

        if (newest == null)
        {
            throw new RigFailureException(
                choice.OwnerId == null ? $"{ec2.Region} has no image {choice.Name}" : $"{ec2.Region} has no image {pattern} of account {choice.OwnerId}",
                "name an image with --image ami-... and its --user");
        }

        if (newest.Architecture != request.Architecture)
        {
            throw new RigFailureException($"the image {newest.ImageId} is {newest.Architecture}, and the agent is for {request.Architecture}", $"take an --image that is {request.Architecture}");
        }

        return new PairImage(newest.ImageId, newest.Name, [.. (newest.BlockDeviceMappings ?? []).Where(mapping => mapping.Ebs != null).Select(mapping => mapping.DeviceName)]);
    }

    private async Task<(string Vpc, IReadOnlyList<PairSubnet> Subnets)> SubnetsAsync(PairRequest request, CancellationToken cancellationToken)
    {
        var zones = new HashSet<string>();
        var offerings = new DescribeInstanceTypeOfferingsRequest
        {
            LocationType = LocationType.AvailabilityZone,
            Filters = [new Filter("instance-type", [request.InstanceType])],
        };
        await foreach (var offering in ec2.Api.Paginators.DescribeInstanceTypeOfferings(offerings).InstanceTypeOfferings.WithCancellation(cancellationToken))
        {
            zones.Add(offering.Location);
        }

        var asked = request.Subnet == null
            ? new DescribeSubnetsRequest { Filters = [new Filter("default-for-az", ["true"])] }
            : new DescribeSubnetsRequest { SubnetIds = [request.Subnet] };
        var found = new List<Subnet>();
        await foreach (var subnet in ec2.Api.Paginators.DescribeSubnets(asked).Subnets.WithCancellation(cancellationToken))
        {
            found.Add(subnet);
        }

        if (found.Count == 0)
        {
            throw new RigFailureException($"{ec2.Region} has no default subnet", "name a public one with --subnet, or make the default VPC again (aws ec2 create-default-vpc)");
        }

        var usable = found.Where(subnet => zones.Contains(subnet.AvailabilityZone)).OrderBy(subnet => subnet.AvailabilityZone, StringComparer.Ordinal).ToList();
        return usable.Count > 0
            ? (usable[0].VpcId, [.. usable.Select(subnet => new PairSubnet(subnet.SubnetId, subnet.AvailabilityZone))])
            : throw new RigFailureException(
                $"no subnet is in a zone that has {request.InstanceType}: subnets are in {Join(found.Select(subnet => subnet.AvailabilityZone))}, the type is in {Join(zones)}",
                "take another --type, --subnet or --region");
    }

    private static string Join(IEnumerable<string> zones) => string.Join(", ", zones.Order(StringComparer.Ordinal).DefaultIfEmpty("none"));
}
