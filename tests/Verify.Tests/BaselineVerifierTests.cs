using TraceToll.Analysis;
using TraceToll.Baselines;
using TraceToll.Recordings;
using TraceToll.Tests.Support;
using VerifyTests;
using Xunit;

namespace TraceToll.Verify.Tests;

public sealed class BaselineVerifierTests : IDisposable
{
    private const string Environment = "amd-2-kvm";
    private const string Name = "Suite.Costs_testbed=loopback_mode=idle";
    private static readonly Approval Somebody = new("somebody", DateTimeOffset.UnixEpoch, "as it was");

    private readonly TemporaryFolder _folder = new();
    private readonly VerifySettings _settings = new();

    public BaselineVerifierTests() => _settings.DisableDiff();

    private string Verified => Path.Combine(_folder.Path, Environment, Name + ".verified.json");

    private string Received => Path.Combine(_folder.Path, Environment, Name + ".received.json");

    [Fact]
    public async Task A_new_one_fails_and_leaves_the_bytes_that_the_store_writes()
    {
        var session = Measured(3);

        await FailsAsync(session, "New:");

        var verifys = File.ReadAllBytes(Received);
        new BaselineStore(_folder.Path).Check(Name, session);
        Assert.Equal(File.ReadAllBytes(Received), verifys);
        Assert.False(File.Exists(Verified));
    }

    [Fact]
    public async Task An_empty_one_as_diff_tools_leave_it_is_a_new_one()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Verified)!);
        File.WriteAllBytes(Verified, [0xEF, 0xBB, 0xBF]);

        await FailsAsync(Measured(3), "NO BASELINE is approved yet");

        Assert.True(File.Exists(Received));
    }

    [Fact]
    public async Task Within_passes_and_touches_nothing()
    {
        Approve(3);
        var (bytes, changed) = (File.ReadAllBytes(Verified), File.GetLastWriteTimeUtc(Verified));

        var check = await VerifyAsync(Measured(3.5));

        Assert.Equal(BaselineOutcome.Within, check.Outcome);
        Assert.Equal(bytes, File.ReadAllBytes(Verified));
        Assert.Equal(changed, File.GetLastWriteTimeUtc(Verified));
        Assert.False(File.Exists(Received));
    }

    [Fact]
    public async Task Regressed_fails_with_the_verdict()
    {
        Approve(3);
        var bytes = File.ReadAllBytes(Verified);

        await FailsAsync(Measured(23), "REGRESSED: it costs more than its baseline");

        Assert.Equal(bytes, File.ReadAllBytes(Verified));
        Assert.True(File.Exists(Received));
    }

    [Fact]
    public async Task What_Verify_left_can_be_accepted()
    {
        await FailsAsync(Measured(3), "New:");
        await FailsAsync(Measured(3.2), "New:");
        File.Move(Received, Verified);

        Assert.Equal(BaselineOutcome.Within, (await VerifyAsync(Measured(3))).Outcome);
    }

    [Fact]
    public async Task Neither_is_no_pass_and_touches_nothing()
    {
        Approve(3);

        var undecided = await Assert.ThrowsAsync<UndecidedBaselineException>(() => VerifyAsync(Measured(3, blocks: 1)));

        Assert.Contains("INCONCLUSIVE", undecided.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Received));
    }

    [Fact]
    public async Task Improved_passes_and_keeps_what_was_received()
    {
        Approve(23);
        new BaselineStore(_folder.Path).Check(Name, Measured(3));
        var bytes = File.ReadAllBytes(Received);

        Assert.Equal(BaselineOutcome.Improved, (await VerifyAsync(Measured(3.2))).Outcome);

        Assert.Equal(bytes, File.ReadAllBytes(Received));
    }

    [Fact]
    public async Task Invalid_is_neither()
    {
        Approve(3);

        var invalid = await Assert.ThrowsAsync<InvalidSessionException>(() => VerifyAsync(Measured(3, noiseUs: 30)));

        Assert.Contains("off-again differs from off", invalid.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Received));
    }

    public void Dispose() => _folder.Dispose();

    private static int _recordings;

    private MeasuredSession Measured(double addsUs, int blocks = 16, double? noiseUs = null)
    {
        var recording = Sessions.Of(blocks, block => 50 + (block % 3), block => addsUs + Sessions.Wobble(block), noiseUs is { } us ? _ => us : null);
        var writer = new RecordingWriter(_folder.File($"recording-{Interlocked.Increment(ref _recordings)}"), recording.Manifest);
        recording.Slices.ToList().ForEach(writer.Add);
        writer.Finish(Outcome.Good, recording.Manifest.FinishedAt!.Value);
        return MeasuredSession.Of(recording, writer.Folder, "idle", Environment);
    }

    private void Approve(double addsUs) => new BaselineStore(_folder.Path).Accept(Name, Measured(addsUs), Somebody, Budget.Parse("p50=5us"), sessions: 1);

    private Task<BaselineCheck> VerifyAsync(MeasuredSession session) => BaselineVerifier.VerifyAsync(session, Name, _folder.Path, settings: _settings);

    // Verify's exception is internal to it.
    private async Task FailsAsync(MeasuredSession session, string expected)
    {
        var failure = await Record.ExceptionAsync(() => VerifyAsync(session));

        Assert.Equal("VerifyException", failure?.GetType().Name);
        Assert.Contains(expected, failure!.Message, StringComparison.Ordinal);
    }
}
