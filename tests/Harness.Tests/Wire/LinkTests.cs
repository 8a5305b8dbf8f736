using TraceToll.Protocol;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Wire;

public class LinkTests
{
    [Fact]
    public async Task A_link_without_a_known_ssh_server_above_it_answers()
    {
        await using var agent = TestAgent.Start("link");

        agent.Say(new Ping(7));

        Assert.Equal(new Pong(7), await agent.ExpectAsync<Pong>());
        agent.Say(new Finish());
        Assert.Equal(0, await agent.ExitCodeAsync());
    }

    [Fact]
    public async Task Without_a_ping_it_ends()
    {
        await using var agent = TestAgent.Start("link", "--silence", "1");

        var failed = await agent.LastWordsAsync();

        Assert.Equal("no ping came for 1 s", failed.Message);
        Assert.Equal(3, await agent.ExitCodeAsync());
    }
}
