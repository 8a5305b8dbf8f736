using TraceToll.Remote;
using TraceToll.Remote.Ec2;
using TraceToll.Tests.Ec2.StandIn;
using TraceToll.Tests.Support;

namespace TraceToll.Tests.Ec2;

/// <summary>The real client of the SDK before a stand-in of EC2, in whose account others have things too.</summary>
internal sealed class Ec2Rig : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, string> Foreign = new() { ["Name"] = "tracetoll-like", ["tracetoll:owner"] = "somebody" };

    private readonly IReadOnlyList<string> _foreign;

    public Ec2Rig()
    {
        Cloud.Account.Keys.Add(new CloudThing { Id = "key-foreign", Name = "foreign", Tags = Foreign });
        Cloud.Account.SecurityGroups.Add(new CloudThing { Id = "sg-foreign", Name = "foreign", Tags = Foreign });
        Cloud.Account.PlacementGroups.Add(new CloudThing { Id = "foreign", Name = "foreign", Tags = Foreign });
        Cloud.Account.Instances.Add(new CloudInstance
        {
            Id = "i-foreign",
            LaunchIndex = 0,
            Type = "c5n.xlarge",
            KeyName = "foreign",
            SecurityGroup = "sg-foreign",
            PlacementGroup = "foreign",
            Subnet = "subnet-a",
            Address = "198.51.100.99",
            PrivateAddress = "198.18.0.99",
            State = "running",
            Tags = Foreign,
        });
        _foreign = Cloud.Account.Present;
        Client = Ec2Client.Create("eu-test-1", Time, configuration =>
        {
            configuration.ServiceURL = Cloud.Url;
            configuration.DefaultAWSCredentials = new Amazon.Runtime.BasicAWSCredentials("nobody", "nothing");
            configuration.MaxErrorRetry = 1;
        });
    }

    public Ec2StandIn Cloud { get; } = new();

    public SkippingTime Time { get; } = new(Start);

    public Ec2Client Client { get; }

    public TemporaryFolder Folder { get; } = new();

    public List<string> Told { get; } = [];

    public string HostsPath => Folder.File("hosts.json");

    public static PairRequest Request => new() { Owner = "me@here", SshFrom = "203.0.113.7/32", Architecture = "x86_64" };

    /// <summary>What the account has beside what others have there.</summary>
    public IReadOnlyList<string> Ours => [.. Cloud.Account.Present.Except(_foreign)];

    public bool ForeignIsUntouched => _foreign.All(Cloud.Account.Present.Contains);

    public OwnedPairs Pairs => new(Client, Time, Told.Add);

    public Task<PairPlan> PlanAsync(PairRequest? request = null) => new PairPlanner(Client, Time).PlanAsync(request ?? Request, Patience.Limit());

    public async Task<HostsFile> UpAsync(PairRequest? request = null, Func<HostsFile, CancellationToken, Task<string?>>? check = null, CancellationToken? stop = null) =>
        await new PairLaunch(Client, Time, Told.Add).UpAsync(await PlanAsync(request), HostsPath, check ?? ((_, _) => Task.FromResult<string?>(null)), stop ?? Patience.Limit());

    public async Task DownAsync(string? pair = null, bool expired = false) =>
        await Pairs.RemoveAsync(await Pairs.ChooseAsync(pair, Request.Owner, expired, Patience.Limit()), Patience.Limit());

    public void Dispose()
    {
        Client.Dispose();
        Cloud.Dispose();
        Folder.Dispose();
    }
}
