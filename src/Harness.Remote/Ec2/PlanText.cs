using System.Globalization;

namespace TraceToll.Remote.Ec2;

/// <summary>The plan in words, for those who want to read it before it costs something.</summary>
internal static class PlanText
{
    public static IEnumerable<string> Lines(PairPlan plan)
    {
        var request = plan.Request;
        yield return $"pair {plan.Tags.Pair} of {request.Owner}, in {plan.Region}";
        yield return $"  2 x {request.InstanceType} ({plan.VirtualCpus} virtual CPUs), {(request.Spot ? "spot" : "on demand")}, launched together or not at all";
        yield return $"  image {plan.Image.Id} ({plan.Image.Name}), user {request.Image.User}; bpftrace is installed at the first boot";
        yield return $"  cluster placement group {plan.Name}, in one subnet: {string.Join(", else ", plan.Subnets.Select(subnet => $"{subnet.Id} ({subnet.Zone})"))}";
        yield return $"  security group {plan.Name} in {plan.Vpc}: in from each other, and SSH from {request.SshFrom}; out to anywhere";
        yield return $"  key pair {plan.Name}, made here for this pair; host key made here too";
        yield return $"  tags {PairTags.PairKey}, {PairTags.OwnerKey}, {PairTags.ExpiresKey} on all of it";
        yield return $"  ends itself at {PairTags.Text(plan.Expires)} ({Hours(request.Lifetime)} h from now): the hosts shut down, which terminates them";
        yield return $"  cost: {PriceClass.Of(plan.VirtualCpus, request.Spot)}";
    }

    private static string Hours(TimeSpan lifetime) => lifetime.TotalHours.ToString("0.##", CultureInfo.InvariantCulture);
}
