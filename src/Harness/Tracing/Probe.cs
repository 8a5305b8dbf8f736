using TraceToll.Protocol;

namespace TraceToll.Tracing;

/// <summary>One of the two scripts in <c>probes/</c>: the same filter and the same log line at two places in the kernel.</summary>
/// <param name="Name">Where it attaches, in bpftrace's words.</param>
/// <param name="FileName">Its file in <c>probes/</c>.</param>
internal sealed record Probe(string Name, string FileName)
{
    /// <summary>What every line of both has to look like: the origin's log line.</summary>
    public const string LinePattern =
        @"^\[(INFO|WARN|ERROR)\]\|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\|rcv_wnd:\d+ *\|snd_wnd:\d+ *\|\[[0-9a-f.:]+:\d+ -> [0-9a-f.:]+:\d+\]" +
        @"\|PID: \d+\|CMD: .{15,}\|rcv_nxt:\d+,snd_nxt:\d+,bytes_received:\d+,bytes_sent:\d+,bytes_acked:\d+$";

    private static readonly Probe TcpProbe = new("tracepoint:tcp:tcp_probe", "tcp-probe.bt");
    private static readonly Probe TcpRcvEstablished = new("kprobe:tcp_rcv_established", "tcp-rcv-established.bt");

    /// <summary>The script's path.</summary>
    public string Path => System.IO.Path.Combine(AppContext.BaseDirectory, "probes", FileName);

    /// <summary>The one to use on hosts that can attach one: the tracepoint where all can, since it does not change between kernels.</summary>
    public static Probe For(IEnumerable<HostFacts> hosts) => hosts.All(host => host.Tracer.TcpProbe) ? TcpProbe : TcpRcvEstablished;

    /// <summary>The script's arguments: port, INFO limit, WARN limit, side. Windows below a limit are logged.</summary>
    public static IReadOnlyList<string> Arguments(TracingKind kind, int port, TracedSide side)
    {
        // Windows are below 2^31 (RFC 7323 allows 2^30), so that nothing is below 0 and everything below this.
        var infoLimit = kind == TracingKind.LogEverything ? int.MaxValue : 0;
        return [Text(port), Text(infoLimit), "0", Text((int)side)];

        static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
