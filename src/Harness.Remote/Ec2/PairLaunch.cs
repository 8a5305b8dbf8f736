using Amazon.EC2;
using Amazon.EC2.Model;

namespace TraceToll.Remote.Ec2;

/// <summary>Makes the pair, waits until it can be used, and takes everything away again when that fails.</summary>
internal sealed class PairLaunch(Ec2Client ec2, TimeProvider time, Action<string> tell)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    // What was made last may not be listed yet: nothing has to be found this many times before that is believed.
    private const int QuietRounds = 4;

    /// <param name="plan">What to make.</param>
    /// <param name="hostsPath">The hosts.json to write; the private key goes beside it.</param>
    /// <param name="check">Says what the hosts still lack; null when nothing.</param>
    /// <param name="cancellationToken">Stops, and takes away what was made.</param>
    /// <returns>What hosts.json says.</returns>
    /// <exception cref="RigFailureException">It could not be made; the message says whether anything is left.</exception>
    public async Task<HostsFile> UpAsync(PairPlan plan, string hostsPath, Func<HostsFile, CancellationToken, Task<string?>> check, CancellationToken cancellationToken)
    {
        var files = new PairFiles(hostsPath, plan.Name);
        var maker = new PairMaker(ec2, plan, tell);
        try
        {
            var key = Ed25519Key.Create(plan.Name);
            var hostKey = Ed25519Key.Create(plan.Name);
            files.WriteKey(key);
            var ids = await maker.MakeAsync(key, hostKey, cancellationToken);
            var instances = await RunningAsync(ids, cancellationToken);
            var hosts = new HostsFile { Sender = Host(instances[0]), Responder = Host(instances[1]), Path = files.HostsPath };
            await ReadyAsync(hosts, check, cancellationToken);
            files.WriteHosts(hosts, plan.Region);
            return hosts;

            RemoteHost Host(Instance instance) => new()
            {
                Address = instance.PublicIpAddress,
                PrivateAddress = instance.PrivateIpAddress,
                User = plan.Request.Image.User,
                Key = files.KeyName,
                HostKey = hostKey.Fingerprint,
                Sudo = true,
            };
        }
        catch (Exception failure)
        {
            throw await UndoneAsync(plan, maker, files, failure);
        }
    }

    private async Task<IReadOnlyList<Instance>> RunningAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        tell($"instances {string.Join(" and ", ids)}: waiting until they run");
        var deadline = time.GetUtcNow() + Limit;
        for (; ; await Task.Delay(Pause, time, cancellationToken))
        {
            var request = new DescribeInstancesRequest { InstanceIds = [.. ids] };
            var answer = await Ec2Client.CallAsync("waiting for the instances",
                () => ec2.WhenKnownAsync(() => ec2.Api.DescribeInstancesAsync(request, cancellationToken), ["InvalidInstanceID.NotFound"], cancellationToken), cancellationToken);
            var instances = (answer.Reservations ?? []).SelectMany(reservation => reservation.Instances ?? []).OrderBy(instance => instance.AmiLaunchIndex).ToList();
            if (instances.Find(instance => instance.State.Name != InstanceStateName.Pending && instance.State.Name != InstanceStateName.Running) is { } ended)
            {
                throw new RigFailureException(
                    $"instance {ended.InstanceId} is {ended.State.Name} instead of running: {Ec2Failure.Sentence(ended.StateReason?.Message ?? "EC2 does not say why")}",
                    "try again; another --type, --subnet or --region may help");
            }

            if (instances.Count == 2 && instances.TrueForAll(instance => instance.State.Name == InstanceStateName.Running && !string.IsNullOrEmpty(instance.PublicIpAddress)))
            {
                return instances;
            }

            if (time.GetUtcNow() >= deadline)
            {
                throw new RigFailureException(
                    $"after {Limit.TotalMinutes} minutes the instances do not run with a public address: {string.Join(", ", instances.Select(instance => $"{instance.InstanceId} is {instance.State.Name}"))}",
                    "try again with another --subnet or --region");
            }
        }
    }

    private async Task ReadyAsync(HostsFile hosts, Func<HostsFile, CancellationToken, Task<string?>> check, CancellationToken cancellationToken)
    {
        tell($"hosts {hosts.Sender.Address} and {hosts.Responder.Address}: waiting until hosts check passes");
        var deadline = time.GetUtcNow() + Limit;
        for (var told = ""; await check(hosts, cancellationToken) is { } lacking; await Task.Delay(Pause, time, cancellationToken))
        {
            if (lacking != told)
            {
                tell($"not yet: {lacking}");
                told = lacking;
            }

            if (time.GetUtcNow() >= deadline)
            {
                throw new RigFailureException($"after {Limit.TotalMinutes} minutes hosts check still fails: {lacking}",
                    "see that the subnet is public, that SSH may come from this address (--ssh-from), and that the image can install bpftrace");
            }
        }
    }

    private async Task<RigFailureException> UndoneAsync(PairPlan plan, PairMaker maker, PairFiles files, Exception failure)
    {
        var cause = failure as RigFailureException ?? new RigFailureException(
            failure is OperationCanceledException ? "stopped before the pair was ready" : failure.Message,
            failure is OperationCanceledException ? "start again when you want it" : "mend that, and try again");
        tell($"{cause.Message}; removing what was made");
        // Not to be stopped by what stopped the launch.
        var left = maker.Began ? await new Removal(ec2, time, tell).RunAsync(plan.Tags.Pair, maker.Made, QuietRounds, CancellationToken.None) : [];
        if (left.Count == 0)
        {
            files.TakeBack();
            return new RigFailureException($"{cause.Message}; nothing is left of the pair", cause.Remedy);
        }

        return new RigFailureException(
            $"{cause.Message}; left of the pair: {string.Join(", ", left)}; instances end themselves at {PairTags.Text(plan.Expires)}",
            $"remove it with: tracetoll hosts down {plan.Tags.Pair} --region {plan.Region}");
    }
}
