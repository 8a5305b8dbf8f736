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
    /// <param name="folder">Where the private key goes.</param>
    /// <param name="check">Says what a pair still lacks; null when nothing.</param>
    /// <param name="cancellationToken">Stops, and takes away what was made.</param>
    /// <exception cref="RigFailureException">It could not be made; the message says whether anything is left.</exception>
    public async Task<LaunchedPair> UpAsync(PairPlan plan, string folder, Func<LaunchedPair, CancellationToken, Task<string?>> check, CancellationToken cancellationToken)
    {
        var keyFile = new PrivateKeyFile(folder, plan.Name);
        var maker = new PairMaker(ec2, plan, tell);
        try
        {
            var key = Ed25519Key.Create(plan.Name);
            var hostKey = Ed25519Key.Create(plan.Name);
            keyFile.Write(key);
            var instances = await maker.MakeAsync(key, hostKey, cancellationToken);
            var hosts = await RunningAsync(instances, cancellationToken);
            var pair = new LaunchedPair { Plan = plan, Sender = hosts[0], Responder = hosts[1], KeyFile = keyFile.Path, HostKeyFingerprint = hostKey.Fingerprint };
            await ReadyAsync(pair, check, cancellationToken);
            return pair;
        }
        catch (Exception failure)
        {
            throw await UndoneAsync(plan, maker, keyFile, failure);
        }
    }

    private async Task<IReadOnlyList<LaunchedHost>> RunningAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
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
                return [.. instances.Select(instance => new LaunchedHost(instance.InstanceId, instance.PublicIpAddress, instance.PrivateIpAddress))];
            }

            if (time.GetUtcNow() >= deadline)
            {
                throw new RigFailureException(
                    $"after {Limit.TotalMinutes} minutes the instances do not run with a public address: {string.Join(", ", instances.Select(instance => $"{instance.InstanceId} is {instance.State.Name}"))}",
                    "try again with another --subnet or --region");
            }
        }
    }

    private async Task ReadyAsync(LaunchedPair pair, Func<LaunchedPair, CancellationToken, Task<string?>> check, CancellationToken cancellationToken)
    {
        tell($"hosts {pair.Sender.Address} and {pair.Responder.Address}: waiting until hosts check passes");
        var deadline = time.GetUtcNow() + Limit;
        for (var told = ""; await check(pair, cancellationToken) is { } lacking; await Task.Delay(Pause, time, cancellationToken))
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

    private async Task<RigFailureException> UndoneAsync(PairPlan plan, PairMaker maker, PrivateKeyFile keyFile, Exception failure)
    {
        var cause = failure as RigFailureException ?? new RigFailureException(
            failure is OperationCanceledException ? "stopped before the pair was ready" : failure.Message,
            failure is OperationCanceledException ? "start again when you want it" : "mend that, and try again");
        tell($"{cause.Message}; removing what was made");
        // Not to be stopped by what stopped the launch.
        var left = maker.Began ? await new Removal(ec2, time, tell).RunAsync(plan.Tags.Pair, maker.Made, QuietRounds, CancellationToken.None) : [];
        if (left.Count == 0)
        {
            keyFile.Remove();
            return new RigFailureException($"{cause.Message}; nothing is left of the pair", cause.Remedy);
        }

        return new RigFailureException(
            $"{cause.Message}; left of the pair: {string.Join(", ", left)}; instances end themselves at {PairTags.Text(plan.Expires)}",
            $"remove it with: tracetoll hosts down {plan.Tags.Pair} --region {plan.Region}");
    }
}
