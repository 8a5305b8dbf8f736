using TraceToll.Agent.Trace;

namespace TraceToll.Agent.Facts;

/// <summary>Attaches a probe that reads every field of the origin's log line, and ends at once.</summary>
internal sealed class ProbeTrial(string bpftrace, LogFolder folder)
{
    private const string Fields = """
        printf("%u %u %u %u %u %u %u %u %u %u %u", $t->rcv_wnd, $t->snd_wnd, $t->rcv_nxt, $t->snd_nxt,
            $t->bytes_received, $t->bytes_sent, $t->bytes_acked,
            $s->__sk_common.skc_rcv_saddr, $s->__sk_common.skc_daddr,
            $s->__sk_common.skc_v6_rcv_saddr.in6_u.u6_addr8[15], $s->__sk_common.skc_v6_daddr.in6_u.u6_addr8[15]);
        """;

    // The interval only fires when everything before it is attached.
    private const string End = "interval:ms:10 { exit(); }";

    // A compiler is at work, maybe on a slow or a busy host.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Null when it works; what bpftrace says when it does not.</summary>
    public string? TcpProbe() => Try($$"""
        tracepoint:tcp:tcp_probe /args->sport != 0 || args->dport != 0 || args->family != 0/
        { $t = (struct tcp_sock *)args->skaddr; $s = (struct sock *)args->skaddr; {{Fields}} } {{End}}
        """);

    /// <summary>Null when it works; what bpftrace says when it does not.</summary>
    public string? TcpRcvEstablished() => Try($$"""
        kprobe:tcp_rcv_established
        { $t = (struct tcp_sock *)arg0; $s = (struct sock *)arg0;
        printf("%u %u %u", $s->__sk_common.skc_num, $s->__sk_common.skc_dport, $s->__sk_common.skc_family); {{Fields}} } {{End}}
        """);

    private string? Try(string script)
    {
        try
        {
            using var process = BpftraceProcess.Start(bpftrace, ["-e", script], folder);
            return process.WaitForEnd(Patience) && process.ExitCode == 0 ? null : process.Words();
        }
        catch (AgentFailure failure)
        {
            return failure.Message;
        }
    }
}
