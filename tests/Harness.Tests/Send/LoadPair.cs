using System.Globalization;
using TraceToll.Protocol;
using TraceToll.Tests.Support;

namespace TraceToll.Tests.Send;

/// <summary>A responder and a sender, both real, over loopback.</summary>
internal sealed class LoadPair(TestAgent responder, TestAgent sender) : IAsyncDisposable
{
    public TestAgent Responder => responder;

    public TestAgent Sender => sender;

    /// <param name="options">The sender's options, as on a command line.</param>
    /// <param name="slice">Asked for before the sender connects, so that no stall of the test can come between.</param>
    /// <param name="idle">What both do between messages.</param>
    /// <param name="address">Where the responder listens.</param>
    /// <param name="responderDelayNs">What is planted in the responder.</param>
    public static async Task<LoadPair> StartAsync(string options, string? slice = null, string idle = "block", string address = "127.0.0.1", long responderDelayNs = 0)
    {
        var (responder, port) = await TestAgent.RespondAsync($"{address}:0", idle, responderDelayNs);
        var sender = TestAgent.Start(["send", "--to", string.Create(CultureInfo.InvariantCulture, $"{address}:{port}"), "--idle", idle, .. options.Split(' ')]);
        var pair = new LoadPair(responder, sender);
        sender.Say(new Start(TestAgent.Token));
        if (slice != null)
        {
            sender.Say(new BeginSlice(slice));
        }

        await sender.ExpectAsync<Connected>();
        return pair;
    }

    /// <summary>Lets the load run until so many messages of the slice are sent.</summary>
    public async Task PassAsync(SliceAnnounced slice, long messages)
    {
        for (var sent = 0L; sent < slice.FirstSequence + messages;)
        {
            sent = (await sender.NextAsync() as LoadProgress ?? throw new InvalidOperationException("the load ended")).Messages;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await sender.DisposeAsync();
        await responder.DisposeAsync();
    }
}
