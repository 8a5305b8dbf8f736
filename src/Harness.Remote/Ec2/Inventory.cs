using Amazon.EC2.Model;

namespace TraceToll.Remote.Ec2;

/// <summary>Finds what carries our tags.</summary>
internal sealed class Inventory(Ec2Client ec2)
{
    private static readonly string[] Alive = ["pending", "running", "shutting-down", "stopping", "stopped"];

    /// <summary>Everything of ours; terminated instances, which EC2 remembers for an hour, are nothing.</summary>
    /// <param name="pair">Of this pair only; null for all.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<IReadOnlyList<OwnedThing>> ReadAsync(string? pair, CancellationToken cancellationToken)
    {
        var found = new List<OwnedThing>();
        await foreach (var reservation in ec2.Api.Paginators.DescribeInstances(new DescribeInstancesRequest { Filters = Filters(pair) }).Reservations.WithCancellation(cancellationToken))
        {
            foreach (var instance in reservation.Instances ?? [])
            {
                var state = instance.State?.Name?.Value ?? "";
                if (Alive.Contains(state))
                {
                    Add(ThingKind.Instance, instance.InstanceId, instance.Tags, string.Join(' ', ((string?[])[state, instance.InstanceType?.Value, instance.PublicIpAddress]).Where(word => !string.IsNullOrEmpty(word))));
                }
            }
        }

        var keys = await ec2.Api.DescribeKeyPairsAsync(new DescribeKeyPairsRequest { Filters = Filters(pair) }, cancellationToken);
        (keys.KeyPairs ?? []).ForEach(key => Add(ThingKind.KeyPair, key.KeyPairId, key.Tags));
        var groups = await ec2.Api.DescribePlacementGroupsAsync(new DescribePlacementGroupsRequest { Filters = Filters(pair) }, cancellationToken);
        (groups.PlacementGroups ?? []).Where(group => group.State != Amazon.EC2.PlacementGroupState.Deleted).ToList()
            .ForEach(group => Add(ThingKind.PlacementGroup, group.GroupName, group.Tags));
        await foreach (var group in ec2.Api.Paginators.DescribeSecurityGroups(new DescribeSecurityGroupsRequest { Filters = Filters(pair) }).SecurityGroups.WithCancellation(cancellationToken))
        {
            Add(ThingKind.SecurityGroup, group.GroupId, group.Tags);
        }

        return found;

        // EC2 filters already. What is removed on the strength of this list has to carry the tag, so it is looked at again.
        void Add(ThingKind kind, string id, List<Tag>? carried, string details = "")
        {
            if (PairTags.Read(carried) is { } tags && (pair == null || tags.Pair == pair))
            {
                found.Add(new OwnedThing(kind, id, tags) { Details = details });
            }
        }
    }

    private static List<Filter> Filters(string? pair) => pair == null ? [new Filter("tag-key", [PairTags.PairKey])] : [new Filter($"tag:{PairTags.PairKey}", [pair])];
}
