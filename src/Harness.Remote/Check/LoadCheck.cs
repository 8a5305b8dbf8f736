using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using HdrHistogram;
using TraceToll.Hosts;
using TraceToll.Protocol;
using TraceToll.Recordings;
using TraceToll.Remote.Ssh;

namespace TraceToll.Remote.Check;

/// <summary>Lets some small messages go the way that the load goes: a free port, no firewall between, and how long a round trip takes.</summary>
internal static class LoadCheck
{
    private const string Ends = "sender to responder";

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task<IReadOnlyList<HostCheck>> RunAsync(HostsFile hosts, IReadOnlyList<ReadyHost> ready, CancellationToken cancellationToken)
    {
        var (sender, responder) = (ready[0], ready[1]);
        var address = HostValues.Address(hosts.Responder)!;
        List<HostCheck> checks = [];
        try
        {
            var kernels = sender.Identity.BootId == responder.Identity.BootId
                ? "one kernel: both loops share its CPUs"
                : $"two kernels{(sender.Identity.Machine == responder.Identity.Machine ? "" : $", {sender.Identity.Machine} and {responder.Identity.Machine}")}";
            checks.Add(new HostCheck(Ends, "hosts", HostCheckState.Good, kernels, ""));
            var (port, line) = await PingAsync(address, sender.Host, responder.Host, cancellationToken);
            checks.Add(new HostCheck(Ends, "load", HostCheckState.Good, string.Create(CultureInfo.InvariantCulture, $"{line} over TCP, {address} port {port}"), ""));
        }
        catch (RigFailureException failure)
        {
            checks.Add(new HostCheck(Ends, "load", HostCheckState.Failed, "",
                $"the load does not get from {hosts.Sender} to {hosts.Responder}, to its address {address}: {failure.Message}; {failure.Remedy} "
                + $"(any TCP port, from the sender's private address; \"privateAddress\" of the responder in {hosts.Path} says where)"));
        }

        return checks;
    }

    private static async Task<(int Port, string Line)> PingAsync(IPAddress address, Host senderHost, Host responderHost, CancellationToken cancellationToken)
    {
        var start = new Start(Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));
        await using var responder = await responderHost.StartAgentAsync("responder", ["respond", "--listen", $"{new IPEndPoint(address, 0)}"], cancellationToken);
        responder.Say(start);
        var port = (await responder.ExpectAsync<Listening>(Patience, cancellationToken)).Port;
        await using var sender = await senderHost.StartAgentAsync(
            "sender", ["send", "--to", $"{new IPEndPoint(address, port)}", "--rate", "200", "--bytes", "64", "--reply-every", "1"], cancellationToken);
        sender.Say(start);
        await sender.ExpectAsync<Connected>(Patience, cancellationToken);
        sender.Say(new BeginSlice("ping"));
        var announced = await sender.ExpectAsync<SliceAnnounced>(Patience, cancellationToken);
        await Task.Delay(announced.Ahead + Length, cancellationToken);
        sender.Say(new EndSlice());
        return (port, Line(await sender.ExpectAsync<SliceMeasured>(Patience, cancellationToken)));
    }

    private static string Line(SliceMeasured measured)
    {
        var trips = Histograms.Decode(measured.FromSend);
        return measured.Replies == 0 || trips.TotalCount == 0
            ? throw new RigFailureException("no reply came back", "look at the network between the hosts")
            : string.Create(CultureInfo.InvariantCulture, $"ping {trips.LowestValue() / 1e3:0}/{trips.GetMean() / 1e3:0}/{trips.GetMax() / 1e3:0} us (min/avg/max)");
    }

    private static long LowestValue(this HistogramBase trips) => trips.RecordedValues().First().ValueIteratedTo;
}
