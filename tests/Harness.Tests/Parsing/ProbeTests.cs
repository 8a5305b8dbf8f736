using System.Text.RegularExpressions;
using TraceToll.Tests.Support;
using TraceToll.Tracing;
using Xunit;

namespace TraceToll.Tests.Parsing;

public class ProbeTests
{
    [Theory]
    // The origin's own line.
    [InlineData("[INFO]|2020-11-01 19:05:46|rcv_wnd:62848  |snd_wnd:642304 |[::ffff:172.31.43.169:45856 -> ::ffff:172.31.35.37:9998]|PID: 0|CMD: swapper/2      |rcv_nxt:3193921520,snd_nxt:2269182291,bytes_received:500000,bytes_sent:4015883536,bytes_acked:4015875505", true)]
    [InlineData("[ERROR]|2020-11-01 19:05:46|rcv_wnd:0      |snd_wnd:642304 |[127.0.0.1:45856 -> 127.0.0.1:9998]|PID: 12345|CMD: a|b [c] d      |rcv_nxt:1,snd_nxt:2,bytes_received:3,bytes_sent:4,bytes_acked:5", true)]
    [InlineData("Attaching 1 probe...", false)]
    [InlineData("[INFO]|2020-11-01 19:05:46|rcv_wnd:62848  |snd_wnd:642304 |[::ffff:172.31.43.169:45856 -> ::ffff:172.31.35.37:9998]|PID: 0|CMD: swapper/2      |rcv_nxt:3193921520,snd_nxt:2269182291,bytes_received:500000,bytes_sent:4015883536,bytes_acked:", false)]
    [InlineData("[DEBUG]|2020-11-01 19:05:46|rcv_wnd:62848  |snd_wnd:642304 |[::1:45856 -> ::1:9998]|PID: 0|CMD: swapper/2      |rcv_nxt:1,snd_nxt:2,bytes_received:3,bytes_sent:4,bytes_acked:5", false)]
    public void Promises_the_origin_s_log_line(string line, bool expected) => Assert.Equal(expected, Regex.IsMatch(line, Probe.LinePattern));

    [Fact]
    public void Prefers_the_tracepoint_and_says_what_is_missing()
    {
        var tracer = Samples.Host.Tracer;

        Assert.Equal("tracepoint:tcp:tcp_probe", Probe.For([Samples.Host with { Tracer = tracer with { TcpRcvEstablished = true } }]).Name);
        Assert.Equal("kprobe:tcp_rcv_established", Probe.For([Samples.Host with { Tracer = tracer with { TcpProbe = false, TcpRcvEstablished = true } }]).Name);
        Assert.Equal("kprobe:tcp_rcv_established", Probe.For([Samples.Host, Samples.Host with { Tracer = tracer with { TcpProbe = false, TcpRcvEstablished = true } }]).Name);

        var neither = Samples.Host with { Tracer = tracer with { TcpProbe = false, Missing = "not root", Remedy = "use sudo" } };
        Assert.Equal("nothing can be traced on host-1: not root; use sudo", TracerNeeds.MissingFor(TracingMode.Idle, neither));
        Assert.Null(TracerNeeds.MissingFor(TracingMode.Off, neither));
        Assert.Null(TracerNeeds.MissingFor(TracingMode.Planted, neither));
        // A script needs no probe of ours, but bpftrace and root.
        Assert.Equal(neither.Root, TracerNeeds.MissingFor(TracingMode.Script("mine.bt"), neither) == null);
        Assert.NotNull(TracerNeeds.MissingFor(TracingMode.Script("mine.bt"), neither with { Root = false }));
    }

    [Fact]
    public void Its_limits_let_nothing_pass_or_everything()
    {
        Assert.Equal(["9998", "0", "0", "1"], Probe.Arguments(TracingKind.Idle, 9998, TracedSide.Sender));
        Assert.Equal(["9998", "2147483647", "0", "2"], Probe.Arguments(TracingKind.LogEverything, 9998, TracedSide.Responder));
    }

    [Fact]
    public void Its_scripts_lie_beside_the_harness() => Assert.All(
        (string[])["tcp-probe.bt", "tcp-rcv-established.bt"], name => Assert.True(File.Exists(new Probe("any", name).Path)));
}
