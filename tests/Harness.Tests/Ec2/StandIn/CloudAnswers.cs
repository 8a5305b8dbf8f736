using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TraceToll.Tests.Ec2.StandIn;

/// <summary>The actions, and what EC2 answers to them.</summary>
internal sealed class CloudAnswers(CloudAccount account)
{
    public static readonly XNamespace Namespace = "http://ec2.amazonaws.com/doc/2016-11-15/";

    /// <summary>Whether filters are ignored: what then is removed would not be ours.</summary>
    public bool IgnoresFilters { get; set; }

    public IEnumerable<XElement> To(Ec2Request request) => request.Action switch
    {
        "DescribeInstanceTypes" => [Set("instanceTypeSet", request.List("InstanceType").Select(InstanceType))],
        "DescribeInstanceTypeOfferings" => [Set("instanceTypeOfferingSet", account.Offered.Select(zone => Item(Text("instanceType", "c5n.xlarge"), Text("location", zone))))],
        "DescribeImages" => [Set("imagesSet", Images(request).Select(Image))],
        "DescribeSubnets" => [Set("subnetSet", Subnets(request).Select(Subnet))],
        "ImportKeyPair" => Key(account.Add(account.Keys, "key", request["KeyName"]!, request.Tags("key-pair"), "InvalidKeyPair.Duplicate")),
        "CreateSecurityGroup" => [Text("groupId", account.Add(account.SecurityGroups, "sg", request["GroupName"]!, request.Tags("security-group"), "InvalidGroup.Duplicate").Id)],
        "AuthorizeSecurityGroupIngress" => Done(() => CloudAccount.Known(account.SecurityGroups, request["GroupId"]!, "InvalidGroup.NotFound")),
        "CreatePlacementGroup" => Done(() => account.Add(account.PlacementGroups, "", request["GroupName"]!, request.Tags("placement-group"), "InvalidPlacementGroup.Duplicate")),
        "RunInstances" => [Set("instancesSet", account.Launch(request).Select(Instance))],
        "DescribeInstances" => [Set("reservationSet", Instances(request).Select(instance => Item(Set("instancesSet", [Instance(instance)]))))],
        "DescribeKeyPairs" => [Set("keySet", Matching(account.Keys, request).Select(key => Item([.. Key(key)])))],
        "DescribePlacementGroups" => [Set("placementGroupSet", Matching(account.PlacementGroups, request).Select(group => Item(Text("groupName", group.Id), Text("state", "available"), Tags(group))))],
        "DescribeSecurityGroups" => [Set("securityGroupInfo", Matching(account.SecurityGroups, request).Select(group => Item(Text("groupId", group.Id), Text("groupName", group.Name), Tags(group))))],
        "TerminateInstances" => [Set("instancesSet", request.List("InstanceId").Select(Terminated))],
        "DeleteKeyPair" => Done(() => account.Keys.RemoveAll(key => key.Id == request["KeyPairId"])),
        "DeletePlacementGroup" => Done(() => account.Remove(account.PlacementGroups, request["GroupName"]!, instance => instance.PlacementGroup, "InvalidPlacementGroup.InUse", "InvalidPlacementGroup.Unknown")),
        "DeleteSecurityGroup" => Done(() => account.Remove(account.SecurityGroups, request["GroupId"]!, instance => instance.SecurityGroup, "DependencyViolation", "InvalidGroup.NotFound")),
        _ => throw new Ec2Refusal("InvalidAction", $"The action {request.Action} is not valid for this web service."),
    };

    private static XElement InstanceType(string name) => name switch
    {
        "c5n.xlarge" => InstanceType(name, "x86_64", "4", "cluster"),
        "c6gn.xlarge" => InstanceType(name, "arm64", "4", "cluster"),
        "t3.micro" => InstanceType(name, "x86_64", "2", "spread"),
        _ => throw new Ec2Refusal("InvalidInstanceType", $"The following supplied instance types do not exist: [{name}]"),
    };

    private static XElement InstanceType(string name, string architecture, string cpus, string strategy) => Item(
        Text("instanceType", name), Of("processorInfo", Set("supportedArchitectures", [Text("item", architecture)])),
        Of("vCpuInfo", Text("defaultVCpus", cpus)), Of("placementGroupInfo", Set("supportedStrategies", [Text("item", strategy)])));

    private static XElement Image(CloudImage image) => Item(
        Text("imageId", image.Id), Text("name", image.Name), Text("architecture", image.Architecture), Text("creationDate", image.CreationDate),
        Set("blockDeviceMapping", [Item(Text("deviceName", "/dev/xvda"), Of("ebs", Text("volumeSize", "8"))), Item(Text("deviceName", "/dev/sdb"), Text("virtualName", "ephemeral0"))]));

    private static XElement Subnet(CloudSubnet subnet) => Item(Text("subnetId", subnet.Id), Text("vpcId", "vpc-1"), Text("availabilityZone", subnet.Zone));

    private static XElement Instance(CloudInstance instance) => Item(
        Text("instanceId", instance.Id), Of("instanceState", Text("name", instance.State)), Text("instanceType", instance.Type),
        Text("amiLaunchIndex", instance.LaunchIndex.ToString(CultureInfo.InvariantCulture)),
        Text("ipAddress", instance.State == "running" ? instance.Address : ""), Text("privateIpAddress", instance.PrivateAddress),
        Of("stateReason", Text("code", "Server.InternalError"), Text("message", instance.Reason ?? "")), Tags(instance));

    private static IEnumerable<XElement> Key(CloudThing key) => [Text("keyPairId", key.Id), Text("keyName", key.Name), Tags(key)];

    private static XElement Tags(CloudThing thing) => Set("tagSet", thing.Tags.Select(tag => Item(Text("key", tag.Key), Text("value", tag.Value))));

    private static XElement Set(string name, IEnumerable<XElement> items) => new(Namespace + name, items);

    private static XElement Item(params XElement[] members) => new(Namespace + "item", members);

    private static XElement Of(string name, params XElement[] members) => new(Namespace + name, members);

    private static XElement Text(string name, string value) => new(Namespace + name, value);

    private static IEnumerable<XElement> Done(Action act)
    {
        act();
        return [Text("return", "true")];
    }

    private static IEnumerable<XElement> Done<T>(Func<T> act) => Done(() => { act(); });

    private static bool Like(string pattern, string text) => Regex.IsMatch(text, "^" + Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal) + "$");

    private IEnumerable<CloudImage> Images(Ec2Request request)
    {
        var ids = request.List("ImageId");
        if (ids.Count > 0)
        {
            return account.Images.Where(image => ids.Contains(image.Id)).ToList() is { Count: > 0 } named ? named
                : throw new Ec2Refusal("InvalidAMIID.NotFound", $"The image id '[{ids[0]}]' does not exist");
        }

        var owners = request.List("Owner");
        return account.Images.Where(image => owners.Contains(image.OwnerId)
            && request.Filters["name"].Any(pattern => Like(pattern, image.Name)) && request.Filters["architecture"].Contains(image.Architecture));
    }

    private IEnumerable<CloudSubnet> Subnets(Ec2Request request)
    {
        var ids = request.List("SubnetId");
        if (ids.Count == 0)
        {
            return account.Subnets.Where(subnet => subnet.IsDefault);
        }

        return account.Subnets.Where(subnet => ids.Contains(subnet.Id)).ToList() is { Count: > 0 } named ? named
            : throw new Ec2Refusal("InvalidSubnetID.NotFound", $"The subnet ID '{ids[0]}' does not exist");
    }

    private List<CloudInstance> Instances(Ec2Request request)
    {
        var ids = request.List("InstanceId");
        List<CloudInstance> shown = ids.Count == 0 ? [.. Matching(account.Instances, request)]
            : [.. ids.Select(id => (CloudInstance)CloudAccount.Known(account.Instances, id, "InvalidInstanceID.NotFound"))];
        foreach (var instance in shown)
        {
            if (instance.State == "pending" && account.DiesAtBirth != null)
            {
                (instance.State, instance.Reason) = ("terminated", account.DiesAtBirth);
            }

            instance.Advance();
        }

        return shown;
    }

    private XElement Terminated(string id)
    {
        var instance = (CloudInstance)CloudAccount.Known(account.Instances, id, "InvalidInstanceID.NotFound");
        var before = instance.State;
        instance.State = before is "terminated" or "shutting-down" ? before : "shutting-down";
        return Item(Text("instanceId", id), Of("currentState", Text("name", instance.State)), Of("previousState", Text("name", before)));
    }

    private IEnumerable<T> Matching<T>(IEnumerable<T> things, Ec2Request request)
        where T : CloudThing => things.Where(thing =>
        {
            if (thing.UnknownFor > 0)
            {
                thing.UnknownFor--;
                return false;
            }

            return IgnoresFilters || request.Filters.All(filter => filter.Key == "tag-key" ? filter.Value.Any(thing.Tags.ContainsKey)
                : filter.Key.StartsWith("tag:", StringComparison.Ordinal) && thing.Tags.TryGetValue(filter.Key[4..], out var value) && filter.Value.Contains(value));
        });
}
