using System.Diagnostics;
using TraceToll.Tests.Remote;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Wire;

/// <summary>The verb that root runs for others: it kills agents and nothing else.</summary>
public class EndTests
{
    [Fact]
    public async Task A_stopped_agent_is_killed()
    {
        await using var stopped = TestAgent.Start("respond");
        Shell.Run("kill", "-STOP", $"{stopped.ProcessId}");

        await using var end = TestAgent.Start("end", $"{stopped.ProcessId}");

        Assert.Equal(0, await end.ExitCodeAsync());
        Assert.Equal(137, await stopped.ExitCodeAsync());
    }

    [Fact]
    public async Task What_is_no_agent_is_left_alone_and_what_is_gone_is_no_failure()
    {
        using var other = Process.Start("sleep", "600");
        try
        {
            await using var refused = TestAgent.Start("end", $"{other.Id}");

            Assert.Matches($"^process {other.Id} is no agent that can be ended: it runs /.*", (await refused.LastWordsAsync()).Message);
            Assert.Equal(3, await refused.ExitCodeAsync());
            Assert.False(other.HasExited);
        }
        finally
        {
            other.Kill();
            other.WaitForExit();
        }

        await using var gone = TestAgent.Start("end", $"{other.Id}");
        Assert.Equal(0, await gone.ExitCodeAsync());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("-1")]
    public async Task Groups_and_init_are_no_process(string process)
    {
        await using var refused = TestAgent.Start("end", "--", process);

        Assert.Equal($"{process} is no process", (await refused.LastWordsAsync()).Message);
        Assert.Equal(2, await refused.ExitCodeAsync());
    }
}
