namespace TraceToll.Tests.Ec2.StandIn;

/// <summary>What an account has in a region, and what depends on what.</summary>
internal sealed class CloudAccount
{
    private readonly Dictionary<string, (string Canonical, List<CloudInstance> Instances)> _launches = [];
    private int _lastNumber;

    public List<CloudInstance> Instances { get; } = [];

    public List<CloudThing> Keys { get; } = [];

    public List<CloudThing> PlacementGroups { get; } = [];

    public List<CloudThing> SecurityGroups { get; } = [];

    public List<CloudImage> Images { get; } =
    [
        new("ami-old", "al2023-ami-2023.5.20240101.0-kernel-6.1-x86_64", "137112412989", "2024-01-01T00:00:00.000Z"),
        new("ami-new", "al2023-ami-2023.9.20260101.0-kernel-6.1-x86_64", "137112412989", "2026-01-01T00:00:00.000Z"),
        new("ami-minimal", "al2023-ami-minimal-2023.9.20260201.0-kernel-6.1-x86_64", "137112412989", "2026-02-01T00:00:00.000Z"),
        new("ami-evil", "al2023-ami-2023.9.20260301.0-kernel-6.1-x86_64", "666666666666", "2026-03-01T00:00:00.000Z"),
        new("ami-noble", "ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20260101", "099720109477", "2026-01-01T00:00:00.000Z"),
        new("ami-own", "my own", "111111111111", "2026-01-01T00:00:00.000Z"),
        new("ami-arm", "my other", "111111111111", "2026-01-01T00:00:00.000Z", "arm64"),
    ];

    public List<CloudSubnet> Subnets { get; } = [new("subnet-c", "eu-test-1c"), new("subnet-a", "eu-test-1a"), new("subnet-b", "eu-test-1b"), new("subnet-own", "eu-test-1b", IsDefault: false)];

    /// <summary>The zones that have c5n.xlarge.</summary>
    public HashSet<string> Offered { get; } = ["eu-test-1a", "eu-test-1b"];

    /// <summary>The zones that have none left.</summary>
    public HashSet<string> Full { get; } = [];

    /// <summary>How many times what is new is not known yet.</summary>
    public int Lag { get; set; }

    /// <summary>What instances become after pending; a reason instead of running.</summary>
    public string? DiesAtBirth { get; set; }

    public bool HasPublicAddresses { get; set; } = true;

    /// <summary>What is there now, a line each: to be compared with what was there before.</summary>
    public IReadOnlyList<string> Present =>
    [
        .. Instances.Where(instance => instance.Alive).Select(instance => $"instance {instance.Id}"), .. Keys.Select(key => $"key {key.Id}"),
        .. PlacementGroups.Select(group => $"placement group {group.Id}"), .. SecurityGroups.Select(group => $"security group {group.Id}"),
    ];

    public IReadOnlyList<CloudInstance> Launch(Ec2Request request)
    {
        var token = request["ClientToken"]!;
        if (_launches.TryGetValue(token, out var before))
        {
            return before.Canonical == request.Canonical ? before.Instances
                : throw new Ec2Refusal("IdempotentParameterMismatch", "The request uses the same client token as a previous, but non-identical request.");
        }

        var subnet = Subnets.Single(subnet => subnet.Id == request["NetworkInterface.1.SubnetId"]);
        Known(Keys, request["KeyName"]!, "InvalidKeyPair.NotFound");
        Known(SecurityGroups, request["NetworkInterface.1.SecurityGroupId.1"]!, "InvalidGroup.NotFound");
        Known(PlacementGroups, request["Placement.GroupName"]!, "InvalidPlacementGroup.Unknown");
        if (Full.Contains(subnet.Zone))
        {
            throw new Ec2Refusal("InsufficientInstanceCapacity", $"There is no Spot or On-Demand capacity available in {subnet.Zone}.", status: 500);
        }

        // In the wrong order, as EC2 does not promise one.
        var made = Enumerable.Range(0, int.Parse(request["MinCount"]!, System.Globalization.CultureInfo.InvariantCulture)).Reverse().Select(index => new CloudInstance
        {
            Id = NewId("i"),
            LaunchIndex = index,
            Type = request["InstanceType"]!,
            KeyName = request["KeyName"]!,
            SecurityGroup = request["NetworkInterface.1.SecurityGroupId.1"]!,
            PlacementGroup = request["Placement.GroupName"]!,
            Subnet = subnet.Id,
            Address = HasPublicAddresses ? $"198.51.100.{index + 1}" : "",
            PrivateAddress = $"198.18.0.{index + 1}",
            Tags = request.Tags("instance"),
            UnknownFor = Lag,
        }).ToList();
        Instances.AddRange(made);
        _launches.Add(token, (request.Canonical, made));
        return made;
    }

    public CloudThing Add(List<CloudThing> to, string prefix, string name, Dictionary<string, string> tags, string duplicate)
    {
        if (to.Exists(thing => thing.Name == name))
        {
            throw new Ec2Refusal(duplicate, $"'{name}' already exists.");
        }

        var made = new CloudThing { Id = prefix.Length == 0 ? name : NewId(prefix), Name = name, Tags = tags, UnknownFor = Lag };
        to.Add(made);
        return made;
    }

    /// <summary>Removes what no instance that is alive depends on.</summary>
    public void Remove(List<CloudThing> from, string id, Func<CloudInstance, string> dependsOn, string inUse, string unknown)
    {
        var thing = from.Find(thing => thing.Id == id) ?? throw new Ec2Refusal(unknown, $"'{id}' does not exist");
        if (Instances.Exists(instance => instance.Alive && dependsOn(instance) == id))
        {
            throw new Ec2Refusal(inUse, $"resource {id} has a dependent object");
        }

        from.Remove(thing);
    }

    public static CloudThing Known(IEnumerable<CloudThing> things, string idOrName, string otherwise)
    {
        var thing = things.FirstOrDefault(thing => thing.Id == idOrName || thing.Name == idOrName);
        return thing is { UnknownFor: 0 } ? thing : throw Unknown(thing);

        Ec2Refusal Unknown(CloudThing? young)
        {
            if (young != null)
            {
                young.UnknownFor--;
            }

            return new Ec2Refusal(otherwise, $"'{idOrName}' does not exist");
        }
    }

    private string NewId(string prefix) => $"{prefix}-{++_lastNumber:D4}";
}
