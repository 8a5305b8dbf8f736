using TraceToll.Protocol;

namespace TraceToll.Experiments;

/// <summary>Keeps together what is told as progress: each part of the run knows only its own share of it.</summary>
internal sealed class ProgressTeller(IProgress<ExperimentProgress>? progress, TimeProvider time)
{
    private readonly Lock _lock = new();
    private ExperimentProgress _now = new("", "", 0, 0, 0, 0, 0, TimeSpan.Zero, null);
    private long? _measuringSince;
    private TimeSpan? _expected;

    /// <summary>The measuring begins; from here on time counts.</summary>
    public void Begin(int blocks) => Change(now =>
    {
        _measuringSince = time.GetTimestamp();
        return now with { Blocks = blocks };
    });

    /// <summary>How long all of it will take, by what is known now.</summary>
    public void Expect(TimeSpan all) => Change(now =>
    {
        _expected = all;
        return now;
    });

    public void Tell(string doing) => Change(now => now with { Doing = doing, Mode = "", P50Ns = 0, P99Ns = 0 });

    public void Tell(string doing, string mode, int block) => Change(now => now with { Doing = doing, Mode = mode, Block = block, P50Ns = 0, P99Ns = 0 });

    public void Tell(LoadProgress load) => Change(now => now with { RatePerSecond = load.RatePerSecond, P50Ns = load.P50Ns, P99Ns = load.P99Ns });

    private void Change(Func<ExperimentProgress, ExperimentProgress> change)
    {
        ExperimentProgress told;
        lock (_lock)
        {
            _now = change(_now);
            var elapsed = _measuringSince is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero;
            told = _now = _now with
            {
                Elapsed = elapsed,
                Remaining = _expected is { } all && all > elapsed ? all - elapsed : null,
            };
        }

        progress?.Report(told);
    }
}
