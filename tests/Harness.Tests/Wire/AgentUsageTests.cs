using TraceToll.Protocol;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Wire;

public class AgentUsageTests
{
    [Theory]
    [InlineData("respond --nope", "--nope")]
    [InlineData("dance", "dance")]
    [InlineData("", "command")]
    [InlineData("send", "--to")]
    [InlineData("respond --lifetime 0", "--lifetime is 0; allowed are 1 to 86400")]
    [InlineData("respond --lifetime 86401", "--lifetime is 86401; allowed are 1 to 86400")]
    [InlineData("respond --cpu 1024", "--cpu is 1024; allowed are -1 to 1023")]
    [InlineData("respond --planted-delay -1", "--planted-delay is -1; allowed are 0 to 1000000")]
    [InlineData("respond --planted-delay 1000001", "--planted-delay is 1000001; allowed are 0 to 1000000")]
    [InlineData("respond --planted-delay 10us", "--planted-delay is 10us; allowed are 0 to 1000000")]
    [InlineData("respond --cpu 0,x", "--cpu is 0,x; allowed are -1 to 1023, or a list of them as 2,3")]
    [InlineData("respond --keep-off -1", "--keep-off is -1; allowed are 0 to 1023")]
    [InlineData("respond --threads 65", "--threads is 65; allowed are 1 to 64")]
    [InlineData("respond --priority high", "--priority is 'high'; allowed are normal and fifo:1 to fifo:99")]
    [InlineData("respond --priority fifo:0", "--priority is 'fifo:0'; allowed are normal and fifo:1 to fifo:99")]
    [InlineData("respond --priority fifo:100", "--priority is 'fifo:100'; allowed are normal and fifo:1 to fifo:99")]
    [InlineData("respond --idle rest", "--idle is 'rest'; allowed are spin, pause, block and busy-poll")]
    [InlineData("respond --idle 1", "--idle is '1'; allowed are spin, pause, block and busy-poll")]
    [InlineData("respond --listen 127.0.0.1", "'127.0.0.1' is no address and port; write 127.0.0.1:9998 or [::1]:9998")]
    [InlineData("respond --listen localhost:1", "'localhost:1' is no address and port")]
    [InlineData("respond --listen ::1", "'::1' is no address and port")]
    [InlineData("respond --listen 127.0.0.1:65536", "'127.0.0.1:65536' is no address and port")]
    [InlineData("send --to 127.0.0.1:1 --rate 0", "--rate is 0; allowed are 1 to 20000000")]
    [InlineData("send --to 127.0.0.1:1 --rate many", "--rate is many; allowed are 1 to 20000000")]
    [InlineData("send --to 127.0.0.1:1 --rate 1.5", "--rate is 1.5; allowed are 1 to 20000000")]
    [InlineData("send --to 127.0.0.1:1 --rate 99999999999", "--rate is 99999999999; allowed are 1 to 20000000")]
    [InlineData("send --to 127.0.0.1:1 --bytes 23", "--bytes is 23; allowed are 24 to 1048576")]
    [InlineData("send --to 127.0.0.1:1 --bytes 1048577", "--bytes is 1048577; allowed are 24 to 1048576")]
    [InlineData("send --to 127.0.0.1:1 --bytes 100-", "--bytes is 100-; allowed are 24 to 1048576, or two of them as 64-4016")]
    [InlineData("send --to 127.0.0.1:1 --bytes 100-99", "--bytes is 100-99; allowed are 24 to 1048576, or two of them as 64-4016")]
    [InlineData("send --to 127.0.0.1:1 --bytes 24-30-40", "--bytes is 24-30-40; allowed are 24 to 1048576")]
    [InlineData("send --to 127.0.0.1:1 --reply-bytes 23", "--reply-bytes is 23; allowed are 24 to 1048576")]
    [InlineData("send --to 127.0.0.1:1 --connections 0", "--connections is 0; allowed are 1 to 1000")]
    [InlineData("send --to 127.0.0.1:1 --connections 1001", "--connections is 1001; allowed are 1 to 1000")]
    [InlineData("send --to 127.0.0.1:1 --connections 3 --threads 2", "--threads is 2; allowed is what divides the 3 connections")]
    [InlineData("send --to 127.0.0.1:1 --burst 3", "--burst and --burst-spacing go together")]
    [InlineData("send --to 127.0.0.1:1 --burst-spacing 3", "--burst and --burst-spacing go together")]
    [InlineData("send --to 127.0.0.1:1 --summaries maybe", "'maybe'")]
    [InlineData("send --to 127.0.0.1:1 --timeline", "--timeline")]
    [InlineData("send --to 127.0.0.1:1 --reply-every 0", "--reply-every is 0; allowed are 1 to 1000000")]
    [InlineData("send --to 127.0.0.1:1 --messages -1", "--messages is -1; allowed are 0 to 1000000000000")]
    [InlineData("send --to 127.0.0.1:1 --planted-delay -1", "--planted-delay is -1; allowed are 0 to 1000000")]
    [InlineData("send --to 127.0.0.1:1 --planted-delay 1000001", "--planted-delay is 1000001; allowed are 0 to 1000000")]
    [InlineData("send --to 127.0.0.1:1 --warm-up-replies -1", "--warm-up-replies is -1; allowed are 0 to 1000000000")]
    public async Task Says_what_is_wrong_on_standard_error(string arguments, string expected)
    {
        await using var agent = TestAgent.Start(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        var (output, error) = await agent.WordsAsync();

        Assert.Contains(expected, error, StringComparison.Ordinal);
        // Where a harness waits for events, nothing else may come.
        Assert.Empty(output);
        Assert.Equal(2, await agent.ExitCodeAsync());
    }

    [Theory]
    [InlineData("respond")]
    [InlineData("send")]
    [InlineData("trace")]
    [InlineData("facts")]
    [InlineData("link")]
    public async Task Every_verb_has_help(string verb)
    {
        await using var agent = TestAgent.Start(verb, "--help");

        var (output, _) = await agent.WordsAsync();

        Assert.Contains($"tracetoll-agent {verb}", output, StringComparison.Ordinal);
        Assert.Contains("--lifetime", output, StringComparison.Ordinal);
        Assert.Equal(0, await agent.ExitCodeAsync());
    }

    [Fact]
    public async Task Without_a_cpu_for_the_rest_of_it_an_agent_is_refused()
    {
        await using var agent = TestAgent.Start("respond", "--keep-off", string.Join(',', Enumerable.Range(0, 1024)));
        agent.Say(new Start(TestAgent.Token));

        var failed = await agent.ExpectAsync<Failed>();

        Assert.StartsWith("no CPU is left beside 0,1,2", failed.Message, StringComparison.Ordinal);
        Assert.Equal(2, await agent.ExitCodeAsync());
    }

    [Fact]
    public async Task A_cpu_that_does_not_exist_is_refused()
    {
        await using var agent = TestAgent.Start("respond", "--cpu", "1023");
        agent.Say(new Start(TestAgent.Token));

        var failed = await agent.ExpectAsync<Failed>();

        Assert.Contains("cannot run on CPU 1023", failed.Message, StringComparison.Ordinal);
        Assert.Equal(2, await agent.ExitCodeAsync());
    }
}
