using System.Net;
using CliWrap;
using CliWrap.Buffered;
using TraceToll.Remote.Ec2;
using TraceToll.Tests.Ec2.StandIn;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Ec2;

/// <summary>The commands in a process of their own, with the SDK's own chain: environment and files.</summary>
public sealed class Ec2ConfigurationTests : IDisposable
{
    private const string Pair = "20200101-0000-0ddba1";

    private readonly Ec2StandIn _cloud = new();
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_dry_run_prints_the_plan_and_changes_nothing()
    {
        var run = await RunAsync("up --dry-run --ssh-from 203.0.113.7 --owner me --for 90m --spot");

        Assert.Equal((0, ""), (run.ExitCode, run.StandardError));
        Assert.Contains("2 x c5n.xlarge (4 virtual CPUs), spot, launched together or not at all", run.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("(1.5 h from now)", run.StandardOutput, StringComparison.Ordinal);
        Assert.All(_cloud.Requests, request => Assert.StartsWith("Describe", request.Action, StringComparison.Ordinal));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task List_and_down_find_a_pair_by_its_tags()
    {
        _cloud.Account.Keys.Add(new CloudThing
        {
            Id = "key-1",
            Name = "tracetoll-one",
            Tags = new Dictionary<string, string> { ["tracetoll:pair"] = Pair, ["tracetoll:owner"] = "me", ["tracetoll:expires"] = "2020-01-01T00:00:00Z" },
        });

        var list = await RunAsync("list");
        var dry = await RunAsync($"down {Pair} --dry-run");
        var kept = _cloud.Account.Keys.Count;
        var down = await RunAsync("down --expired");
        var again = await RunAsync("down --owner me");

        Assert.Equal($"{Pair}  me  EXPIRED at 2020-01-01T00:00:00Z\n  key pair key-1\nWhat has expired goes with: tracetoll hosts down --expired\n", list.StandardOutput);
        Assert.Equal((list.StandardOutput, 1), (dry.StandardOutput, kept));
        Assert.Equal((0, $"removed: {Pair}\n"), (down.ExitCode, down.StandardOutput));
        Assert.Equal((0, "me has no pair in eu-test-1\n"), (again.ExitCode, again.StandardOutput));
        Assert.Empty(_cloud.Account.Keys);
    }

    [Fact]
    public async Task Files_of_a_pair_that_somebody_else_has_removed_go_with_down()
    {
        const string Gone = "20200101-0000-90ae90";
        WriteFilesOf(Gone, "eu-test-1");

        var dry = await RunAsync("down --owner me --dry-run");
        var kept = Directory.GetFiles(_folder.Path).Length;
        var down = await RunAsync("down --owner me");

        Assert.Equal((0, $"{Gone} is gone from eu-test-1 already\nme has no pair in eu-test-1\n", 2), (dry.ExitCode, dry.StandardOutput, kept));
        Assert.Equal((0, dry.StandardOutput), (down.ExitCode, down.StandardOutput));
        Assert.Equal([$"{_folder.File("hosts.json")}: removed", $"{_folder.File($"tracetoll-{Gone}.key")}: removed"], down.StandardError.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(Directory.GetFiles(_folder.Path));

        WriteFilesOf(Gone, "eu-test-1");
        Assert.Equal(0, (await RunAsync($"down {Gone}")).ExitCode);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Files_of_a_pair_in_another_region_stay_and_the_region_is_named()
    {
        WriteFilesOf("20200101-0000-90ae90", "eu-else-1");

        var down = await RunAsync("down --owner me");

        Assert.Equal($"me has no pair in eu-test-1; hosts.json is of 20200101-0000-90ae90 in eu-else-1: tracetoll hosts down --region eu-else-1\n", down.StandardOutput);
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public async Task Missing_credentials_are_one_sentence()
    {
        var run = await RunAsync("list", environment => environment.Set("AWS_ACCESS_KEY_ID", null).Set("AWS_SECRET_ACCESS_KEY", null));

        Assert.Equal((3, ""), (run.ExitCode, run.StandardOutput));
        Assert.StartsWith("tracetoll: EC2 in eu-test-1: there are no AWS credentials that can be used: Failed to resolve AWS credentials; give them as the AWS SDK takes them", OneLine(run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_region_is_one_sentence()
    {
        var run = await RunAsync("list", environment => environment.Set("AWS_REGION", null));

        Assert.Equal((3, "tracetoll: no AWS region is known; name one with --region, AWS_REGION, or in the AWS profile"), (run.ExitCode, OneLine(run)));
    }

    [Fact]
    public async Task A_refusal_is_one_sentence_without_ciphertext()
    {
        _cloud.Before = _ => throw new Ec2Refusal("UnauthorizedOperation", "You are not authorized to perform this operation. Encoded authorization failure message: AAAA", 403);

        var run = await RunAsync("list");

        Assert.Equal(
            (3, "tracetoll: listing pairs in eu-test-1: EC2 says UnauthorizedOperation: You are not authorized to perform this operation; give this identity the permissions that docs/ec2.md lists"),
            (run.ExitCode, OneLine(run)));
    }

    [Theory]
    [InlineData("up --for 5m", "the time to live is 5m; allowed are 15m to 24h")]
    [InlineData("up --ssh-from 0.0.0.0/0", "'0.0.0.0/0' is no place for SSH to come from")]
    [InlineData("up --hosts no/hosts.json", "there is no folder ")]
    [InlineData("up --owner a;b", "'a;b' is no owner")]
    [InlineData("down one --expired", "--expired takes all that have expired, and one is one; leave one of them away")]
    public async Task A_wrong_command_line_asks_nothing(string arguments, string expected)
    {
        var run = await RunAsync(arguments);

        Assert.Equal((2, ""), (run.ExitCode, run.StandardOutput));
        Assert.StartsWith("tracetoll: " + expected, OneLine(run), StringComparison.Ordinal);
        Assert.Empty(_cloud.Requests);
    }

    [Fact]
    public async Task A_hosts_json_that_is_there_is_not_written_over()
    {
        await File.WriteAllTextAsync(_folder.File("hosts.json"), "mine");

        var run = await RunAsync("up --ssh-from 203.0.113.7");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"tracetoll: {_folder.File("hosts.json")} is there already; remove it", OneLine(run), StringComparison.Ordinal);
        Assert.Empty(_cloud.Requests);
    }

    [Fact]
    public async Task The_address_of_the_caller_is_what_a_service_of_aws_says()
    {
        using var says = new Saying("198.51.100.23\n");
        using var rambles = new Saying("<html>");

        Assert.Equal("198.51.100.23/32", await CallerAddress.FindAsync(says, Patience.Limit()));
        var failure = await Assert.ThrowsAsync<RigFailureException>(() => CallerAddress.FindAsync(rambles, Patience.Limit()));
        Assert.StartsWith("https://checkip.amazonaws.com/ does not say the address of this machine: '<html>' is no place", failure.Message, StringComparison.Ordinal);
        Assert.Equal("name it with --ssh-from", failure.Remedy);
    }

    public void Dispose()
    {
        _cloud.Dispose();
        _folder.Dispose();
    }

    private void WriteFilesOf(string pair, string region)
    {
        var files = new PairFiles(_folder.File("hosts.json"), $"tracetoll-{pair}");
        var host = new TraceToll.Remote.RemoteHost { Address = "198.18.0.1", User = "me", Key = files.KeyName };
        files.WriteKey(Ed25519Key.Create(pair));
        files.WriteHosts(new TraceToll.Remote.HostsFile { Sender = host, Responder = host }, region);
    }

    private static string OneLine(BufferedCommandResult run) => Assert.Single(run.StandardError.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    private async Task<BufferedCommandResult> RunAsync(string arguments, Action<CliWrap.Builders.EnvironmentVariablesBuilder>? change = null) =>
        await CliWrap.Cli.Wrap("dotnet").WithArguments([Path.Combine(AppContext.BaseDirectory, "TraceToll.Cli.dll"), "hosts", .. arguments.Split(' ')])
            .WithWorkingDirectory(_folder.Path)
            .WithEnvironmentVariables(environment =>
            {
                environment.Set("TRACETOLL_HOSTS", null).Set("AWS_ENDPOINT_URL_EC2", _cloud.Url).Set("AWS_REGION", "eu-test-1").Set("AWS_EC2_METADATA_DISABLED", "true")
                    .Set("AWS_ACCESS_KEY_ID", "nobody").Set("AWS_SECRET_ACCESS_KEY", "nothing").Set("HOME", _folder.Path);
                change?.Invoke(environment);
            })
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Patience.Limit());

    private sealed class Saying(string text) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(text) });
    }
}
