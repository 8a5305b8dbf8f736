using System.Net;
using System.Net.Sockets;
using TraceToll.Protocol;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Send;

[Collection(Load.Name)]
public class SendFailureTests
{
    private const string Options = "--rate 5000 --bytes 100 --reply-every 10";

    [Fact]
    public async Task A_second_begin_is_refused_while_a_slice_is_open()
    {
        await using var load = await LoadPair.StartAsync(Options, slice: "first");
        await load.Sender.ExpectAsync<SliceAnnounced>();

        load.Sender.Say(new BeginSlice("second"));

        var failed = await load.Sender.LastWordsAsync();
        Assert.Contains("slice first is open", failed.Message, StringComparison.Ordinal);
        Assert.Contains("begin and end in turn", failed.Remedy, StringComparison.Ordinal);
        Assert.Equal(2, await load.Sender.ExitCodeAsync());
    }

    [Fact]
    public async Task An_end_is_refused_while_no_slice_is_open()
    {
        await using var load = await LoadPair.StartAsync(Options);

        load.Sender.Say(new EndSlice());

        Assert.Contains("no slice is open", (await load.Sender.LastWordsAsync()).Message, StringComparison.Ordinal);
        Assert.Equal(2, await load.Sender.ExitCodeAsync());
    }

    [Fact]
    public async Task A_killed_responder_fails_the_sender()
    {
        await using var load = await LoadPair.StartAsync(Options, slice: "one");
        await load.Sender.ExpectAsync<SliceAnnounced>();

        load.Responder.Kill();

        var failed = await load.Sender.LastWordsAsync();
        Assert.Contains("the connection to the responder broke off after", failed.Message, StringComparison.Ordinal);
        Assert.NotEmpty(failed.Remedy);
        Assert.Equal(3, await load.Sender.ExitCodeAsync());
    }

    [Fact]
    public async Task A_killed_sender_leaves_the_responder_serving()
    {
        await using var load = await LoadPair.StartAsync(Options);

        load.Sender.Kill();
        await load.Sender.ExitCodeAsync();
        load.Responder.Say(new Finish());

        Assert.Equal(1, (await load.Responder.ExpectAsync<RespondTotals>()).Connections);
        Assert.Equal(0, await load.Responder.ExitCodeAsync());
    }

    [Fact]
    public async Task A_closed_standard_input_ends_the_load()
    {
        await using var load = await LoadPair.StartAsync(Options);

        load.Sender.CloseInput();

        Assert.Equal(3, (await load.Sender.LastWordsAsync()).ExitCode);
        Assert.Equal(3, await load.Sender.ExitCodeAsync());
    }

    [Fact]
    public async Task A_wrong_token_is_told_to_the_sender()
    {
        var (agent, port) = await TestAgent.RespondAsync();
        await using var responder = agent;
        await using var sender = TestAgent.Start("send", "--to", $"127.0.0.1:{port}");

        sender.Say(new Start("another"));

        var failed = await sender.ExpectAsync<Failed>();
        Assert.Contains($"127.0.0.1:{port} turned this sender away", failed.Message, StringComparison.Ordinal);
        Assert.Contains("same token", failed.Remedy, StringComparison.Ordinal);
        Assert.Equal(3, await sender.ExitCodeAsync());
    }

    [Fact]
    public async Task A_responder_that_is_not_there_is_told_to_the_sender()
    {
        // Bound and not listening: nobody else can have the port.
        using var bound = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using var sender = TestAgent.Start("send", "--to", $"{bound.LocalEndPoint}");

        sender.Say(new Start(TestAgent.Token));

        Assert.Contains($"cannot connect to {bound.LocalEndPoint}", (await sender.ExpectAsync<Failed>()).Message, StringComparison.Ordinal);
        Assert.Equal(3, await sender.ExitCodeAsync());
    }

    [SkippableFact]
    public async Task Goes_over_ipv6()
    {
        Skip.IfNot(Socket.OSSupportsIPv6 && File.Exists("/proc/net/if_inet6"), "this kernel has no IPv6; load it with 'modprobe ipv6'");
        await using var load = await LoadPair.StartAsync(Options + " --messages 3000 --warm-up-replies 100", slice: "six", address: "[::1]");

        await load.Sender.ExpectAsync<SliceAnnounced>();
        var slice = await load.Sender.ExpectAsync<SliceMeasured>();

        Assert.Equal((200L, 200L), (slice.RepliesExpected, slice.Replies));
    }
}
