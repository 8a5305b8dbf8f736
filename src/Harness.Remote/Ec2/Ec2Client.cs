using Amazon;
using Amazon.EC2;
using Amazon.Runtime;

namespace TraceToll.Remote.Ec2;

/// <summary>EC2 in one region, through the SDK's own chain of credentials, with the patience that its eventual consistency takes.</summary>
internal sealed class Ec2Client : IDisposable
{
    private static readonly TimeSpan Consistency = TimeSpan.FromMinutes(2);

    private readonly TimeProvider _time;

    private Ec2Client(AmazonEC2Client api, string region, TimeProvider time)
    {
        Api = api;
        Region = region;
        _time = time;
    }

    public IAmazonEC2 Api { get; }

    public string Region { get; }

    /// <param name="region">Null: the one that the SDK finds.</param>
    /// <param name="time">For waiting.</param>
    /// <param name="change">What tests change of the SDK's configuration.</param>
    /// <exception cref="RigFailureException">No region is known.</exception>
    public static Ec2Client Create(string? region, TimeProvider time, Action<AmazonEC2Config>? change = null)
    {
        var found = region ?? FallbackRegionFactory.GetRegionEndpoint()?.SystemName
            ?? throw new RigFailureException("no AWS region is known", "name one with --region, AWS_REGION, or in the AWS profile");
        var configuration = new AmazonEC2Config
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(found),
            AuthenticationRegion = found,
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = 5,
        };
        change?.Invoke(configuration);
        try
        {
            return new Ec2Client(new AmazonEC2Client(configuration), found, time);
        }
        catch (AmazonClientException failure)
        {
            throw Ec2Failure.Of($"EC2 in {found}", failure);
        }
    }

    /// <summary>Calls EC2; what goes wrong becomes one sentence.</summary>
    /// <exception cref="RigFailureException">The call failed.</exception>
    public static async Task<T> CallAsync<T>(string what, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception failure) when (Ec2Failure.IsFromSdk(failure, cancellationToken))
        {
            throw Ec2Failure.Of(what, failure);
        }
    }

    /// <summary>Calls until what was made a moment ago is known everywhere.</summary>
    /// <param name="call">The call.</param>
    /// <param name="notYet">The error codes that say it is not.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<T> WhenKnownAsync<T>(Func<Task<T>> call, IReadOnlyCollection<string> notYet, CancellationToken cancellationToken)
    {
        var deadline = _time.GetUtcNow() + Consistency;
        for (var delay = TimeSpan.FromSeconds(1); ; delay = delay < TimeSpan.FromSeconds(8) ? delay * 2 : delay)
        {
            try
            {
                return await call();
            }
            catch (AmazonEC2Exception early) when (notYet.Contains(early.ErrorCode) && _time.GetUtcNow() < deadline)
            {
                await Task.Delay(delay, _time, cancellationToken);
            }
        }
    }

    public void Dispose() => Api.Dispose();
}
