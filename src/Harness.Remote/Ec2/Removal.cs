using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;

namespace TraceToll.Remote.Ec2;

/// <summary>Removes a pair: instances first, then what they hold on to. Asks again what is there until nothing is.</summary>
internal sealed class Removal(Ec2Client ec2, TimeProvider time, Action<string> tell)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private static readonly string[] Gone =
    [
        "InvalidInstanceID.NotFound", "InvalidKeyPair.NotFound", "InvalidPlacementGroup.Unknown", "InvalidGroup.NotFound",
    ];

    // What becomes true by waiting: instances let go of their groups only when they are terminated.
    private static readonly string[] Later =
    [
        "DependencyViolation", "InvalidGroup.InUse", "InvalidPlacementGroup.InUse", "IncorrectInstanceState", "RequestLimitExceeded",
        "Throttling", "InternalError", "InternalFailure", "Unavailable", "ServiceUnavailable",
    ];

    /// <param name="pair">Whose things go; nothing else is touched.</param>
    /// <param name="made">What is known to have been made, even where EC2 does not list it yet.</param>
    /// <param name="quietRounds">How many times nothing has to be there before that is believed.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>What is left; empty when all is gone.</returns>
    public async Task<IReadOnlyList<Leftover>> RunAsync(string pair, IReadOnlyCollection<OwnedThing> made, int quietRounds, CancellationToken cancellationToken)
    {
        var deadline = time.GetUtcNow() + Limit;
        var gone = new HashSet<(ThingKind, string)>();
        for (var quiet = 0; ;)
        {
            var (listed, unlisted) = await ListAsync(pair, cancellationToken);
            var left = await RoundAsync([.. listed.UnionBy(made, Key).Where(thing => !gone.Contains(Key(thing))).OrderBy(thing => thing.Kind)], gone, cancellationToken);
            // Where listing is refused, what is known goes all the same.
            var stuck = left.Exists(item => !item.MayPass);
            quiet = left.Count == 0 && unlisted is not { MayPass: true } ? quiet + 1 : 0;
            left.AddRange(unlisted is { } failure ? [failure] : []);
            if (quiet >= quietRounds || stuck || time.GetUtcNow() >= deadline)
            {
                return left;
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task<(IReadOnlyList<OwnedThing> Listed, Leftover? Failure)> ListAsync(string pair, CancellationToken cancellationToken)
    {
        try
        {
            return (await new Inventory(ec2).ReadAsync(pair, cancellationToken), null);
        }
        catch (Exception failure) when (Ec2Failure.IsFromSdk(failure, cancellationToken))
        {
            return ([], new Leftover(null, Ec2Failure.Of("listing", failure).Message, MayPass: IsLater(failure)));
        }
    }

    private static (ThingKind Kind, string Id) Key(OwnedThing thing) => (thing.Kind, thing.Id);

    private async Task<List<Leftover>> RoundAsync(IReadOnlyList<OwnedThing> things, HashSet<(ThingKind, string)> gone, CancellationToken cancellationToken)
    {
        var left = new List<Leftover>();
        foreach (var thing in things)
        {
            if (thing.Kind > ThingKind.KeyPair && left.Exists(item => item.Thing?.Kind == ThingKind.Instance))
            {
                left.Add(new Leftover(thing, "its instances are not terminated yet", MayPass: true));
                continue;
            }

            try
            {
                if (await RemoveAsync(thing, cancellationToken))
                {
                    gone.Add(Key(thing));
                    tell($"{thing}: removed");
                }
                else
                {
                    left.Add(new Leftover(thing, "is not terminated yet", MayPass: true));
                }
            }
            catch (AmazonEC2Exception absent) when (Gone.Contains(absent.ErrorCode))
            {
                // Not for ever: what was made a moment ago may only not be known yet, and is asked for again.
            }
            catch (Exception failure) when (Ec2Failure.IsFromSdk(failure, cancellationToken))
            {
                left.Add(new Leftover(thing, Ec2Failure.Of("removing it", failure).Message, IsLater(failure)));
            }
        }

        return left;
    }

    /// <summary>Whether it is gone now.</summary>
    private async Task<bool> RemoveAsync(OwnedThing thing, CancellationToken cancellationToken)
    {
        switch (thing.Kind)
        {
            case ThingKind.Instance:
                var answer = await ec2.Api.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [thing.Id] }, cancellationToken);
                return answer.TerminatingInstances?.FirstOrDefault()?.CurrentState?.Name == InstanceStateName.Terminated;
            case ThingKind.KeyPair:
                await ec2.Api.DeleteKeyPairAsync(new DeleteKeyPairRequest { KeyPairId = thing.Id }, cancellationToken);
                return true;
            case ThingKind.PlacementGroup:
                await ec2.Api.DeletePlacementGroupAsync(new DeletePlacementGroupRequest { GroupName = thing.Id }, cancellationToken);
                return true;
            default:
                await ec2.Api.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = thing.Id }, cancellationToken);
                return true;
        }
    }

    private static bool IsLater(Exception failure) => failure switch
    {
        AmazonEC2Exception refused => Later.Contains(refused.ErrorCode) || (int)refused.StatusCode >= 500,
        AmazonClientException => false,
        _ => true,
    };
}
