using System.Globalization;
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
    /// <param name="blocks">Blocks, or runs.</param>
    /// <param name="mayEndEarlier">Whether a verdict may end it before all of them.</param>
    public void Begin(int blocks, bool mayEndEarlier = false) => Change(now =>
    {
        _measuringSince = time.GetTimestamp();
        return now with { Blocks = blocks, MayEndEarlier = mayEndEarlier };
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

    /// <summary>Tells those who follow closely what was done; nothing else changes.</summary>
    public void Note(FormattableString detail)
    {
        ExperimentProgress now;
        lock (_lock)
        {
            now = Timed(_now);
        }

        progress?.Report(now with { Detail = detail.ToString(CultureInfo.InvariantCulture) });
    }

    private void Change(Func<ExperimentProgress, ExperimentProgress> change)
    {
        ExperimentProgress told;
        lock (_lock)
        {
            told = _now = Timed(change(_now));
        }

        progress?.Report(told);
    }

    private ExperimentProgress Timed(ExperimentProgress now)
    {
        var elapsed = _measuringSince is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero;
        return now with { Elapsed = elapsed, Remaining = _expected is { } all ? TimeSpan.FromTicks(Math.Max(0, (all - elapsed).Ticks)) : null };
    }
}
