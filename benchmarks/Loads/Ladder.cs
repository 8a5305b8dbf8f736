using CliWrap.Exceptions;

namespace TraceToll.Benchmarks;

/// <summary>The highest rate that is held, by halving: whole millions of messages a second.</summary>
internal static class Ladder
{
    private const int Rungs = 20;
    private const int Rung = 1_000_000;
    private const double LeastInTime = 0.999;

    // A steal of a few ms spoils a run at any rate.
    private const int Tries = 2;

    /// <param name="runAsync">Runs the load.</param>
    /// <param name="settings">How long both tries of one rate take together.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="RigFailureException">The lowest rate was not held.</exception>
    public static async Task<Figures> ClimbAsync(
        Func<Load, Settings, CancellationToken, Task<Measured>> runAsync, Settings settings, CancellationToken cancellationToken)
    {
        var shorter = settings with { Seconds = settings.Seconds / 2 };
        var (held, notHeld) = (0, Rungs + 1);
        while (notHeld - held > 1)
        {
            var middle = (held + notHeld) / 2;
            (held, notHeld) = await HoldsAsync(middle) ? (middle, notHeld) : (held, middle);
        }

        // That is no rate to compare: something else has the machine.
        return held == 0
            ? throw new RigFailureException("not even 1,000,000 messages a second were held", "measure again, with less beside it")
            : new Figures().With(Figures.RateHeld, held * (double)Rung);

        async Task<bool> HoldsAsync(int rung)
        {
            for (var i = 0; i < Tries; i++)
            {
                try
                {
                    var measured = await runAsync(Load.Small with { Rate = rung * Rung }, shorter, cancellationToken);
                    if (measured.Whole && measured.ShareInTime >= LeastInTime)
                    {
                        return true;
                    }
                }
                catch (Exception failure) when (failure is RigFailureException or CommandExecutionException)
                {
                    // Too many replies outstanding is one way not to hold a rate.
                    Console.Error.WriteLine($"at {rung} million a second: {failure.Message}");
                }
            }

            return false;
        }
    }
}
