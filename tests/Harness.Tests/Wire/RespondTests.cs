using System.Net;
using System.Net.Sockets;
using TraceToll.Protocol;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Wire;

public class RespondTests
{
    [Fact]
    public async Task Says_ready_then_where_it_listens()
    {
        await using var responder = TestAgent.Start("respond", "--idle", "block");
        responder.Say(new Start(TestAgent.Token));

        var ready = Assert.IsType<Ready>(await responder.NextAsync());
        var listening = Assert.IsType<Listening>(await responder.NextAsync());

        Assert.Equal(responder.ProcessId, ready.ProcessId);
        Assert.Contains(ready.Build, (string[])["native static", "jit"]);
        Assert.NotEmpty(ready.Version);
        Assert.Equal("127.0.0.1", listening.Address);
        Assert.InRange(listening.Port, 1, 65_535);
    }

    [Fact]
    public async Task A_port_that_is_taken_fails_with_a_remedy()
    {
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        other.Listen();
        await using var responder = TestAgent.Start("respond", "--listen", $"{other.LocalEndPoint}");
        responder.Say(new Start(TestAgent.Token));

        var failed = await responder.ExpectAsync<Failed>();

        Assert.Contains($"cannot listen on {other.LocalEndPoint}", failed.Message, StringComparison.Ordinal);
        Assert.Contains("free port", failed.Remedy, StringComparison.Ordinal);
        Assert.Equal(3, failed.ExitCode);
        Assert.Equal(3, await responder.ExitCodeAsync());
    }

    [Fact]
    public async Task Ends_when_standard_input_closes()
    {
        var (agent, _) = await TestAgent.RespondAsync();
        await using var responder = agent;

        responder.CloseInput();

        Assert.Equal(3, (await responder.ExpectAsync<Failed>()).ExitCode);
        Assert.Equal(3, await responder.ExitCodeAsync());
    }

    [Fact]
    public async Task Ends_when_standard_input_closes_before_the_start()
    {
        await using var responder = TestAgent.Start("respond");

        responder.CloseInput();

        Assert.Equal(3, await responder.ExitCodeAsync());
    }

    [Fact]
    public async Task Ends_when_its_lifetime_is_over()
    {
        await using var responder = TestAgent.Start("respond", "--idle", "block", "--lifetime", "1");
        responder.Say(new Start(TestAgent.Token));

        Assert.Contains("lifetime", (await responder.LastWordsAsync()).Message, StringComparison.Ordinal);
        Assert.Equal(3, await responder.ExitCodeAsync());
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("{\"type\":\"start\"")]
    [InlineData("{\"token\":\"a-token\"}")]
    [InlineData("{\"type\":\"dance\"}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"type\":\"start\",\"token\":7}")]
    public async Task A_line_that_is_no_command_fails_as_usage(string line)
    {
        await using var responder = TestAgent.Start("respond");

        responder.SayLine(line);

        var failed = await responder.ExpectAsync<Failed>();
        Assert.Contains("not a command", failed.Message, StringComparison.Ordinal);
        Assert.Contains("start, timeline, begin, end, count, mark, plant, ping, finish", failed.Remedy, StringComparison.Ordinal);
        Assert.Equal(2, await responder.ExitCodeAsync());
    }

    [Theory]
    [InlineData("{\"type\":\"start\"}")]
    [InlineData("{\"type\":\"start\",\"token\":\"\"}")]
    [InlineData("{\"type\":\"start\",\"token\":\"ä\"}")]
    [InlineData("{\"type\":\"start\",\"token\":\"01234567890123456789012345678901234567890123456789012345678901234\"}")]
    [InlineData("{\"type\":\"finish\"}")]
    public async Task Wants_a_token_first(string line)
    {
        await using var responder = TestAgent.Start("respond");

        responder.SayLine(line);

        Assert.Contains("1 to 64 ASCII characters", (await responder.ExpectAsync<Failed>()).Remedy, StringComparison.Ordinal);
        Assert.Equal(2, await responder.ExitCodeAsync());
    }

    [Fact]
    public async Task A_command_of_others_fails_as_usage()
    {
        var (agent, _) = await TestAgent.RespondAsync();
        await using var responder = agent;

        responder.Say(new BeginSlice("a"));

        Assert.Contains("BeginSlice", (await responder.ExpectAsync<Failed>()).Message, StringComparison.Ordinal);
        Assert.Equal(2, await responder.ExitCodeAsync());
    }

    [Fact]
    public async Task A_command_of_others_fails_after_its_own_too()
    {
        var (agent, _) = await TestAgent.RespondAsync();
        await using var responder = agent;

        responder.Say(new Plant(1));
        responder.Say(new Plant(0));
        responder.Say(new Mark("a"));

        var failed = await responder.ExpectAsync<Failed>();
        Assert.Equal("'Mark' makes no sense to a responder", failed.Message);
        Assert.Equal("send it plant at any time, and finish when the load is over", failed.Remedy);
        Assert.Equal(2, await responder.ExitCodeAsync());
    }
}
