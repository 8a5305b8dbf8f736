using TraceToll.Analysis;
using TraceToll.Baselines;
using TraceToll.Recordings;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Baselines;

/// <summary>How many sessions agree.</summary>
public sealed class ConfirmationTests : IDisposable
{
    private readonly BaselineFolder _folder = new();

    [Fact]
    public void Sessions_that_agree_add_up_and_the_latest_gives_the_figures()
    {
        Assert.Equal([1, 2, 3], ((double[])[3, 4, 5]).Select(us => _folder.Check(BaselineFolder.Adding(us), sessions: 3).Candidate.Sessions.Count));

        var received = _folder.Pair.ReadReceived()!;
        Assert.Equal(3, received.Sessions.Count);
        Assert.Equal(3, received.Sessions.Select(session => session.Recording).Distinct().Count());
        Assert.Equal(received.Sessions.OrderBy(session => session.StartedAt), received.Sessions);
        Assert.Equal(5, received.Measures.Single(measure => measure.Measure == "p50").DeltaUs, 0.5);
    }

    [Fact]
    public void The_same_recording_twice_confirms_nothing()
    {
        var session = _folder.Measure(BaselineFolder.Adding(3));

        Assert.Equal([1, 1, 1], Enumerable.Range(0, 3).Select(_ => Check(session).Candidate.Sessions.Count));
    }

    [Fact]
    public void An_earlier_recording_again_takes_nothing_away_and_is_the_latest_then()
    {
        var (first, second) = (_folder.Measure(BaselineFolder.Adding(3)), _folder.Measure(BaselineFolder.Adding(4, blocks: 12)));
        Check(first);
        Check(second);

        var again = Check(first).Candidate;

        Assert.Equal([second.Hash, first.Hash], again.Sessions.Select(session => session.Recording));
        // What reports say of the last session is said of the figures.
        Assert.Equal((16, 16), (again.Blocks, again.Sessions[^1].Blocks));
    }

    [Fact]
    public void A_copy_of_a_recording_is_the_same_one()
    {
        var folder = _folder.Save(BaselineFolder.Adding(3));
        var copy = folder + " copy";
        Directory.CreateDirectory(copy);
        Directory.GetFiles(folder).ToList().ForEach(file => File.Copy(file, Path.Combine(copy, Path.GetFileName(file))));
        File.WriteAllText(Path.Combine(copy, "verdicts.jsonl"), "{}\n");

        Assert.Equal(RecordingHash.Of(folder), RecordingHash.Of(copy));
        File.AppendAllText(Path.Combine(copy, "slices.jsonl"), " ");
        Assert.NotEqual(RecordingHash.Of(folder), RecordingHash.Of(copy));
    }

    /// <summary>Noisy, then cheaper: that it rose by no more than the tolerance is shown, that it fell by no more is not.</summary>
    [Fact]
    public void Agreeing_is_both_ways()
    {
        _folder.Check(Spread(8), sessions: 2);

        Assert.Single(_folder.Check(Spread(2.5), sessions: 2).Candidate.Sessions);

        static Recording Spread(double us) => Sessions.Of(16, _ => 50, block => us + ((block % 5) - 2))
            .Noted(_ => BaselineFolder.Adding(us).Manifest);
    }

    [Fact]
    public void Many_nights_without_an_approval_do_not_make_the_file_long()
    {
        for (var night = 0; night < 13; night++)
        {
            _folder.Check(BaselineFolder.Adding(3), sessions: 2);
        }

        Assert.Equal(10, _folder.Pair.ReadReceived()!.Sessions.Count);
    }

    [Fact]
    public void Disagreement_begins_anew()
    {
        _folder.Check(BaselineFolder.Adding(3), sessions: 2);
        _folder.Check(BaselineFolder.Adding(4), sessions: 2);

        Assert.Single(_folder.Check(BaselineFolder.Adding(23), sessions: 2).Candidate.Sessions);
        Assert.Equal(2, _folder.Check(BaselineFolder.Adding(22), sessions: 2).Candidate.Sessions.Count);
        // Cheaper by more than the tolerance is no agreement either.
        Assert.Single(_folder.Check(BaselineFolder.Adding(3), sessions: 2).Candidate.Sessions);
    }

    [Fact]
    public void What_cannot_be_told_apart_does_not_agree()
    {
        _folder.Check(BaselineFolder.Adding(3), sessions: 2);

        Assert.Single(_folder.Check(BaselineFolder.Adding(3, blocks: 1), sessions: 2).Candidate.Sessions);
    }

    [Fact]
    public void Another_kernel_begins_anew_and_another_tracer_does_not()
    {
        var (kernel, tracer) = (Samples.Host with { Kernel = "6.2.0" }, Samples.Host with { Kernel = "6.2.0", Tracer = Samples.Host.Tracer with { Version = "bpftrace v0.24.0" } });
        _folder.Check(BaselineFolder.Adding(3), sessions: 2);

        Assert.Single(_folder.Check(BaselineFolder.Adding(3).Noted(manifest => manifest with { SenderHost = kernel, ResponderHost = kernel }), sessions: 2).Candidate.Sessions);
        Assert.Equal(2, _folder.Check(BaselineFolder.Adding(3).Noted(manifest => manifest with { SenderHost = tracer, ResponderHost = tracer }), sessions: 2).Candidate.Sessions.Count);
    }

    [Fact]
    public void A_tolerance_for_what_the_earlier_one_does_not_know_begins_anew()
    {
        _folder.Check(BaselineFolder.Adding(3), sessions: 2);

        Assert.Single(_folder.Check(BaselineFolder.Adding(3), Budget.Parse("p75=5us"), sessions: 2).Candidate.Sessions);
        Assert.Equal(2, _folder.Check(BaselineFolder.Adding(3), Budget.Parse("p75=5us"), sessions: 2).Candidate.Sessions.Count);
    }

    [Fact]
    public void Regressions_and_improvements_are_confirmed_as_new_ones_are()
    {
        _folder.Approve(BaselineFolder.Adding(13));

        Assert.Equal([(BaselineOutcome.Regressed, 1), (BaselineOutcome.Regressed, 2), (BaselineOutcome.Improved, 1), (BaselineOutcome.Improved, 2)],
            ((double[])[33, 34, -7, -8]).Select(us => _folder.Check(BaselineFolder.Adding(us), sessions: 2)).Select(check => (check.Outcome, check.Candidate.Sessions.Count)));
    }

    [Fact]
    public void Not_a_single_session_has_to_agree_with_none()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _folder.Check(BaselineFolder.Adding(3), sessions: 0));
        Assert.False(Directory.Exists(_folder.Store.Folder));
    }

    public void Dispose() => _folder.Dispose();

    private BaselineCheck Check(MeasuredSession session) => _folder.Store.Check(BaselineFolder.Name, session, sessions: 2);
}
