using System.Globalization;

namespace TraceToll.Experiments;

/// <summary>How much is measured, and in which order.</summary>
public abstract record Plan
{
    // With half a dozen modes still within the lifetime of an agent, a day.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(3);

    private protected Plan()
    {
    }

    /// <summary>
    /// The default: at most 32 blocks of 0.7 s slices, and at most 85 s in all. A slice of the origin's load has enough round trips for
    /// p99, not for p99.9.
    /// </summary>
    public static Interleaved Quick { get; } = new() { Blocks = 32, Slice = TimeSpan.FromSeconds(0.7), Limit = TimeSpan.FromSeconds(85) };

    /// <summary>The origin's protocol: 3 runs a mode, each of 1,000,000 messages on a connection of its own.</summary>
    public static SeparateRuns Origin { get; } = new() { Runs = 3, Messages = 1_000_000, WarmUpReplies = 10_000 };

    /// <summary>
    /// Reads <c>quick</c>, <c>origin</c>, <c>blocks=N,slice=S</c> (seconds) with <c>limit=S</c>, <c>warm-up=S</c> and <c>seed=N</c>, or
    /// <c>runs=N,messages=N,warm-up-replies=N</c>.
    /// </summary>
    /// <exception cref="FormatException">The text is no plan, or a value is outside its range.</exception>
    public static Plan Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text switch
        {
            "quick" => Quick,
            "origin" => Origin,
            _ when text.StartsWith("runs=", StringComparison.Ordinal) => text.Split(',').Aggregate(Origin, Change),
            _ when text.Contains('=', StringComparison.Ordinal) => Bounded(text.Split(',').Aggregate(Quick with { Limit = null }, Change)),
            _ => throw new FormatException($"'{text}' is no plan{Nearest.Hint(text, ["quick", "origin"])}; known are quick, origin, blocks=N,slice=S (seconds) with limit=S for the most it may take, warm-up=S for the load before it and "
                + "seed=N for an order that was there before, and runs=N,messages=N,warm-up-replies=N"),
        };
    }

    private static Interleaved Bounded(Interleaved plan) =>
        plan.Blocks * plan.Slice > Longest ? throw new FormatException($"the plan {plan} is too long; blocks x slice may be {Longest.TotalHours} h at the most")
        : plan.WarmUp > plan.Limit ? throw new FormatException(string.Create(CultureInfo.InvariantCulture,
            $"the plan {plan} has a warm-up of {plan.WarmUp.TotalSeconds} s, longer than its limit of {plan.Limit.Value.TotalSeconds} s; raise limit, or lower warm-up"))
        : plan;

    private static Interleaved Change(Interleaved plan, string change)
    {
        var (name, value) = change.Split('=') is [var left, var right] ? (left, right) : (change, "");
        return name switch
        {
            "blocks" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var blocks) && blocks is >= 1 and <= 1000 =>
                plan with { Blocks = blocks },
            "slice" when Seconds(value) is { } slice => plan with { Slice = slice },
            "warm-up" when Seconds(value) is { } warmUp => plan with { WarmUp = warmUp },
            "limit" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= 86_400 =>
                plan with { Limit = TimeSpan.FromSeconds(seconds) },
            "seed" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) => plan with { Seed = seed },
            _ => throw new FormatException($"'{change}' is no part of a plan{Nearest.Hint(name, ["blocks", "slice", "warm-up", "limit", "seed"])}; allowed are blocks=1 to 1000, slice=0.1 to 3600, warm-up=0.1 to 3600 and limit=1 to 86400 (seconds), and seed=0 to 2147483647"),
        };
    }

    // Rounded: TimeSpan.FromSeconds makes 2.2639999 s of 2.264.
    private static TimeSpan? Seconds(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0.1 and <= 3600
            ? TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond))
            : null;

    private static SeparateRuns Change(SeparateRuns plan, string change)
    {
        var (name, value) = change.Split('=') is [var left, var right] ? (left, right) : (change, "");
        var number = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : -1;
        return name switch
        {
            "runs" when number is >= 1 and <= 100 => plan with { Runs = (int)number },
            "messages" when number is >= 1 and <= 1_000_000_000 => plan with { Messages = number },
            "warm-up-replies" when number is >= 0 and <= 1_000_000_000 => plan with { WarmUpReplies = number },
            _ => throw new FormatException($"'{change}' is no part of a plan of runs{Nearest.Hint(name, ["runs", "messages", "warm-up-replies"])}; allowed are runs=1 to 100, messages=1 to 1000000000 and warm-up-replies=0 to 1000000000"),
        };
    }
}
