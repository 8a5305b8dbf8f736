using System.Text.RegularExpressions;
using TraceToll.Experiments;
using TraceToll.Recordings;
using TraceToll.Scenarios;
using TraceToll.Tracing;
using Xunit;
using Xunit.Abstractions;

namespace TraceToll.Tests.EndToEnd;

/// <summary>Real load, real bpftrace: what the tracer says it did is what it had to do.</summary>
[Collection(Measuring.Name)]
public sealed partial class TracedLoad(ITestOutputHelper output) : IDisposable
{
    private const string OriginsLine =
        "[INFO]|2020-11-01 19:05:46|rcv_wnd:62848  |snd_wnd:642304 |[::ffff:172.31.43.169:45856 -> ::ffff:172.31.35.37:9998]|PID: 0|CMD: swapper/2      " +
        "|rcv_nxt:3193921520,snd_nxt:2269182291,bytes_received:500000,bytes_sent:4015883536,bytes_acked:4015875505";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"tracetoll-traced-{Guid.NewGuid():N}");

    [SkippableFact]
    public async Task Idle_runs_and_is_silent_and_log_says_every_run()
    {
        await Bpftrace.RequireAsync();

        var (_, recording) = await Experiment.Of(Scenario.MarketData).Compare(TracingMode.Idle, TracingMode.LogEverything)
            .Tracing(TracedSide.Both).By(Plan.Parse("blocks=1,slice=0.5")).Into(_folder).RunAsync();

        Assert.Equal([], recording.Manifest.Outcome.Causes);
        var idle = Assert.Single(Counted(recording, TracingMode.Idle).Tracers);
        Assert.True(idle.RunsBefore > 0 && idle.RunsAfter > 0, $"{idle.RunsBefore} and {idle.RunsAfter} runs");
        Assert.Equal(0, idle.Detached.LogLines);

        var log = Assert.Single(Counted(recording, TracingMode.LogEverything).Tracers).Detached;
        var runs = log.Programs.Sum(program => program.RunCount);
        output.WriteLine($"{log.LogLines} lines, {runs} runs");
        Assert.Equal((0, 0), (log.LostEvents, log.MalformedLines));
        // Both ends are logged, so every run that our load causes is a line. Other connections of this machine (the test runner's own
        // are some) cause runs too, which log nothing.
        Assert.InRange(log.LogLines, runs * 9 / 10, runs);
        Assert.Equal(Fields(OriginsLine), Fields(log.LogSample[0]));
    }

    [Fact]
    public void The_origins_own_line_has_the_form_that_ours_must_have() => Assert.Matches(Probe.LinePattern, OriginsLine);

    [SkippableFact]
    public async Task A_script_of_the_users_is_a_mode_like_any_other()
    {
        await Bpftrace.RequireAsync();
        Directory.CreateDirectory(_folder);
        var script = Path.Combine(_folder, "mine.bt");
        await File.WriteAllTextAsync(script, "tracepoint:tcp:tcp_probe /args->dport == $1/ { @segments = count(); }\n");

        var (_, recording) = await Experiment.Of(Scenario.MarketData).Compare(TracingMode.Script(script, "{port}"))
            .By(Plan.Parse("blocks=1,slice=0.3")).Into(Path.Combine(_folder, "recording")).RunAsync();

        Assert.Equal([], recording.Manifest.Outcome.Causes);
        var detached = Assert.Single(recording.Slices.Single(slice => slice.Mode == "mine" && slice.Use == SliceUse.Counted).Tracers).Detached;
        Assert.Matches("^@segments: [1-9][0-9]*$", Assert.Single(detached.LogSample));
    }

    [SkippableFact]
    public async Task A_script_that_does_not_compile_makes_the_recording_invalid()
    {
        await Bpftrace.RequireAsync();
        Directory.CreateDirectory(_folder);
        var script = Path.Combine(_folder, "wrong.bt");
        await File.WriteAllTextAsync(script, "tracepoint:tcp:tcp_probe { nonsense( }\n");

        var (_, recording) = await Experiment.Of(Scenario.MarketData).Compare(TracingMode.Script(script))
            .By(Plan.Parse("blocks=1,slice=0.3")).Into(Path.Combine(_folder, "recording")).RunAsync();

        Assert.False(recording.Manifest.Outcome.Valid);
        Assert.Contains("syntax error", Assert.Single(recording.Manifest.Outcome.Causes), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static Slice Counted(Recording recording, TracingMode mode) =>
        recording.Slices.Single(slice => slice.Use == SliceUse.Counted && slice.Mode == mode.Name);

    /// <summary>The line with its values taken out: addresses, numbers, the level and the command.</summary>
    private static string Fields(string line) =>
        Values().Replace(Command().Replace(Addresses().Replace(line, "[A -> B]"), "CMD: C|"), "N");

    [GeneratedRegex(@"\[[0-9a-f.:]+ -> [0-9a-f.:]+\]")]
    private static partial Regex Addresses();

    [GeneratedRegex(@"CMD: .{15} *\|")]
    private static partial Regex Command();

    // A number with what pads it, so that the fields' widths need not be alike but their separators are.
    [GeneratedRegex("[0-9]+ *")]
    private static partial Regex Values();
}
