using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Wire;

public class LinkTests
{
    [Fact]
    public async Task A_link_that_no_ssh_server_started_is_refused()
    {
        await using var agent = TestAgent.Start("link");

        var failed = await agent.LastWordsAsync();

        Assert.Equal("this agent was not started by an SSH server", failed.Message);
        Assert.Equal(3, await agent.ExitCodeAsync());
    }
}
