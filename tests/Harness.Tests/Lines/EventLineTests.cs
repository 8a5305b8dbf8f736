using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using TraceToll.Protocol;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Lines;

public class EventLineTests
{
    private static readonly Witness Witness = new()
    {
        StealMs = 10,
        SoftirqMs = 20,
        Hiccups = 3,
        HiccupNs = 4_000_000,
        InvoluntarySwitches = 5,
        AllocatedBytes = 0,
        PageFaults = 9,
        OffCpuNs = 10,
        RecordingCpuNs = 11,
        Collections = 6,
        Retransmits = 7,
        SegmentsIn = 8,
        SendWindow = -1,
    };

    private static readonly SliceMeasured Slice = new()
    {
        Slice = "1-off",
        StartUnixNs = 1_604_257_546_000_000_001,
        DurationNs = 1_000_000_000,
        FirstSequence = 32,
        EndSequence = 96,
        RepliesExpected = 2,
        Replies = 1,
        OutOfOrder = 3,
        SamplesDropped = 4,
        AchievedRate = 19_999.5,
        LagAtEndNs = 5,
        FromDue = "RFVF",
        FromSend = "U0VORA==",
        SendLag = "TEFH",
        LoopGaps = "R0FQUw==",
        MeanFromDueNs = 0.1,
        Intervals = [new IntervalSummary(100, 1, 2, 3, 4)],
        Witness = Witness,
    };

    private static readonly Dictionary<string, (AgentEvent Event, string Line)> Events = new()
    {
        ["ready"] = (new Ready("1.0", "jit", 7), """{"type":"ready","version":"1.0","build":"jit","processId":7}"""),
        ["listening"] = (new Listening("::1", 9998, true), """{"type":"listening","address":"::1","port":9998,"memoryLocked":true}"""),
        ["connected"] = (new Connected("a:1", "b:2"), """{"type":"connected","local":"a:1","remote":"b:2","memoryLocked":false}"""),
        ["progress"] = (new LoadProgress(1, 2, 3.5, 4, 5), """{"type":"progress","messages":1,"replies":2,"ratePerSecond":3.5,"p50Ns":4,"p99Ns":5}"""),
        ["sliceAnnounced"] = (new SliceAnnounced("a", 32, 50_000_000), """{"type":"sliceAnnounced","slice":"a","firstSequence":32,"aheadNs":50000000}"""),
        ["slice"] = (Slice,
            """{"type":"slice","slice":"1-off","startUnixNs":1604257546000000001,"durationNs":1000000000,"firstSequence":32,"endSequence":96""" +
            ""","repliesExpected":2,"replies":1,"outOfOrder":3,"samplesDropped":4,"achievedRate":19999.5,"lagAtEndNs":5""" +
            ""","fromDue":"RFVF","fromSend":"U0VORA==","sendLag":"TEFH","loopGaps":"R0FQUw==","meanFromDueNs":0.1""" +
            ""","intervals":[{"offsetMs":100,"count":1,"p50Ns":2,"p99Ns":3,"maxNs":4}]""" +
            ""","witness":{"stealMs":10,"softirqMs":20,"hiccups":3,"hiccupNs":4000000,"involuntarySwitches":5,"allocatedBytes":0,"pageFaults":9,"offCpuNs":10,"recordingCpuNs":11""" +
            ""","collections":6,"retransmits":7,"segmentsIn":8,"sendWindow":-1}}"""),
        ["sent"] = (new SendTotals(1, 2, 3, 4, 5.5, -1),
            """{"type":"sent","messages":1,"repliesExpected":2,"replies":3,"outOfOrder":4,"achievedRate":5.5,"measuringCpu":-1}"""),
        ["responded"] = (new RespondTotals(1, 2, 3, 4, 5), """{"type":"responded","connections":1,"refused":2,"malformed":3,"messages":4,"replies":5}"""),
        ["attached"] = (new TracerAttached("bpftrace v0.17.0", 9, [new BpfProgram(1, "tag", 5, 2, 3)], 4),
            """{"type":"attached","version":"bpftrace v0.17.0","tracerProcessId":9,"programs":[{"id":1,"tag":"tag","type":5,"runCount":2,"runTimeNs":3}],"attachMs":4}"""),
        ["mark"] = (new TracerMarked("begin", [], 1, 2), """{"type":"mark","name":"begin","programs":[],"cpuMs":1,"logBytes":2}"""),
        ["detached"] = (Samples.Detached(runs: 2, lines: 1),
            """{"type":"detached","programs":[{"id":41,"tag":"a1b2c3d4e5f60718","type":5,"runCount":2,"runTimeNs":140}],"gone":true,"exitCode":0""" +
            ""","cpuMs":130,"logBytes":250,"logLines":1,"malformedLines":0,"malformedSample":[],"lostEvents":0,"linesBetweenMarks":1,"logSample":[]}"""),
        ["facts"] = (Samples.Host,
            """{"type":"facts","hostName":"host-1","operatingSystem":"Debian GNU/Linux 12 (bookworm)","kernel":"6.1.0-18-cloud-amd64","architecture":"x86_64","cpuModel":"Xeon 8124M","cpuCount":4""" +
            ""","cpusAllowed":[0,1,2,3],"memoryMiB":10240""" +
            ""","virtualisation":"amazon","clockSource":"tsc","kernelCommandLine":"root=/dev/nvme0n1p1","tickMs":10,"root":true""" +
            ""","tracer":{"version":"bpftrace v0.17.0","tcpProbe":true,"tcpRcvEstablished":false,"btf":true,"runCounts":true,"statsAlwaysOn":false,"kernelConfig":{"CONFIG_BPF":"y"}}}"""),
        ["pong"] = (new Pong(7), """{"type":"pong","number":7}"""),
        ["failed"] = (new Failed("what", "remedy", 3), """{"type":"failed","message":"what","remedy":"remedy","exitCode":3}"""),
    };

    public static TheoryData<string> Types => [.. Events.Keys];

    [Fact]
    public void Every_event_is_written_down_here() => Assert.Equal(
        typeof(AgentEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(each => $"{each.TypeDiscriminator}").Order(), Events.Keys.Order());

    [Theory]
    [MemberData(nameof(Types))]
    public void Reads_and_writes_what_is_written_down(string type)
    {
        var (agentEvent, line) = Events[type];

        // Compared as lines: records with lists in them are equal only to themselves.
        Assert.Equal(line, AgentJson.ToLine(agentEvent));
        Assert.Equal(agentEvent.GetType(), AgentJson.ReadEvent(line).GetType());
        Assert.Equal(line, AgentJson.ToLine(AgentJson.ReadEvent(line)));
    }

    [Fact]
    public void Stays_on_one_line_whatever_is_in_it()
    {
        var failed = new Failed("one\ntwo\r\nthree\u2028\u0085", "ä \"quoted\"", 3);

        var line = AgentJson.ToLine(failed);

        Assert.DoesNotContain(line, character => character is '\n' or '\r' or '\u2028' or '\u0085');
        Assert.Equal(failed, AgentJson.ReadEvent(line));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void Is_the_same_in_every_culture(string culture)
    {
        using var other = new Culture(culture);

        Assert.All(Events.Values, each => Assert.Equal(each.Line, AgentJson.ToLine(each.Event)));
        Assert.All(Events.Values, each => Assert.Equal(each.Line, AgentJson.ToLine(AgentJson.ReadEvent(each.Line))));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("Attaching 1 probe...")]
    [InlineData("""{"version":"1.0"}""")]
    [InlineData("""{"type":"start","token":"a"}""")]
    [InlineData("""{"type":"listening","address":"::1","port":"9998"}""")]
    [InlineData("""{"type":"slice","slice":"1-off"}""")]
    [InlineData("""{"type":"facts","hostName":"host-1"}""")]
    public void Anything_else_is_no_event(string line) => Assert.ThrowsAny<JsonException>(() => AgentJson.ReadEvent(line));
}
