using System.Globalization;

namespace TraceToll.Scenarios;

/// <summary>
/// Makes a timeline like a market's open: messages excite further messages (a Hawkes process), on top of a base that is high at the open
/// and falls off. The same parameters make the same timeline on any machine.
/// <list type="bullet">
/// <item>Of 100 messages 80 are answers to others: <see cref="Branching"/> 0.8, as Lallouache and Challet find it for trades (The limits
/// of statistical significance of Hawkes processes fitted to financial data, Quantitative Finance 16, 2016). Filimonov and Sornette find
/// a share of more than 0.7 for E-mini futures since 2007 (Quantifying reflexivity in financial markets, Physical Review E 85, 2012).</item>
/// <item>How long answers take follows a power law of exponent 1.15, as Hardiman, Bercot and Bouchaud find it below 1,000 s (Critical
/// reflexivity in financial markets, European Physical Journal B 86, 2013): a sum of exponentials, a decade apart from 10 us to 1 s.</item>
/// <item>Times are drawn by thinning (Ogata, On Lewis' simulation method for point processes, IEEE Transactions on Information Theory 27, 1981).</item>
/// </list>
/// The shortest answer, the longest, and <see cref="OpenFactor"/> with its fall over a sixth of the timeline are choices, not findings.
/// </summary>
public sealed record MarketOpen
{
    private const double FallShare = 1 / 6.0;

    private static readonly double[] AnswerSeconds = [1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1];

    // x^-0.15 at each of them: a power law of exponent 1.15 gives each decade so much of the answers.
    private static readonly double[] AnswerWeights = [5.6234132519034912, 3.9810717055349722, 2.8183829312644537, 1.9952623149688795, 1.4125375446227544, 1];

    /// <summary>Its length, 1 to 3,600 seconds.</summary>
    public int Seconds { get; init; } = 10;

    /// <summary>Messages a second on average, 10 to 1,000,000; the process makes some more or fewer.</summary>
    public int Rate { get; init; } = 20_000;

    /// <summary>The share of messages that others have excited, 0 to 0.95: how much of it comes in bursts.</summary>
    public double Branching { get; init; } = 0.8;

    /// <summary>How many times as high the base is at the open as long after it, 1 to 100.</summary>
    public double OpenFactor { get; init; } = 5;

    /// <summary>The shortest message, 24 to 1,048,576 bytes.</summary>
    public int LeastBytes { get; init; } = Scenario.MarketData.MessageBytes;

    /// <summary>The longest, no shorter than <see cref="LeastBytes"/>; each length between is equally likely.</summary>
    public int MostBytes { get; init; } = Scenario.MarketData.MessageBytes;

    /// <summary>Another seed makes another timeline of the same kind.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Draws the messages.</summary>
    /// <exception cref="ArgumentException">A value is outside its range, or there are too many or too few messages for a timeline.</exception>
    public IReadOnlyList<TimelineMessage> Draw()
    {
        Validate();
        var random = new SplitMix((ulong)Seed);
        var baseScale = BaseScale();
        var excited = new double[AnswerSeconds.Length];
        List<TimelineMessage> messages = [];
        double now = 0;
        while (true)
        {
            // Until the next message the intensity only falls, so that what it is now bounds it.
            var bound = (baseScale * OpenShape(now)) + Sum(excited);
            var wait = -PortableMath.Log(1 - random.NextDouble()) / bound;
            now += wait;
            if (now >= Seconds)
            {
                break;
            }

            Decay(excited, wait);
            if (random.NextDouble() * bound < (baseScale * OpenShape(now)) + Sum(excited))
            {
                messages.Add(new TimelineMessage((long)(now * 1e9), LeastBytes + (int)(random.NextDouble() * (MostBytes - LeastBytes + 1))));
                Excite(excited, 1);
                RequireNumber(messages.Count <= TimelineFile.MostMessages, messages.Count);
            }
        }

        RequireNumber(messages.Count >= 2, messages.Count);
        return messages;
    }

    private double OpenShape(double seconds) => 1 + ((OpenFactor - 1) * PortableMath.Exp(-seconds / (FallShare * Seconds)));

    private void Excite(double[] excited, double messages)
    {
        var all = Sum(AnswerWeights);
        for (var i = 0; i < excited.Length; i++)
        {
            excited[i] += messages * Branching * AnswerWeights[i] / (all * AnswerSeconds[i]);
        }
    }

    private static void Decay(double[] excited, double seconds)
    {
        for (var i = 0; i < excited.Length; i++)
        {
            excited[i] *= PortableMath.Exp(-seconds / AnswerSeconds[i]);
        }
    }

    /// <summary>What the base is multiplied by for the expected number to be that of the rate: answers that would come after the end do not count.</summary>
    private double BaseScale()
    {
        const double Step = 1e-3;
        var steps = (int)(Seconds / Step);
        var (answers, shares) = (new double[AnswerSeconds.Length], AnswerWeights.Select(weight => Branching * weight / Sum(AnswerWeights)).ToArray());
        var keeps = AnswerSeconds.Select(seconds => PortableMath.Exp(-Step / seconds)).ToArray();
        double expected = 0;
        for (var step = 0; step < steps; step++)
        {
            var intensity = OpenShape((step + 0.5) * Step) + Sum(answers);
            expected += intensity * Step;
            for (var i = 0; i < answers.Length; i++)
            {
                answers[i] = (answers[i] * keeps[i]) + (shares[i] * (1 - keeps[i]) * intensity);
            }
        }

        return Rate * (double)Seconds / expected;
    }

    // Of a fixed order, unlike a vectorised sum.
    private static double Sum(double[] values)
    {
        double sum = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    private void Validate()
    {
        List<string> wrong = [];
        Check("seconds", Seconds, 1, 3_600);
        Check("rate", Rate, 10, 1_000_000);
        Check("branching", Branching, 0, 0.95);
        Check("open", OpenFactor, 1, 100);
        Check("the least of bytes", LeastBytes, Scenario.LeastBytes, Scenario.MostBytes);
        Check("the most of bytes", MostBytes, LeastBytes, Scenario.MostBytes);
        if (wrong.Count > 0)
        {
            throw new ArgumentException($"no timeline can be made: {string.Join("; ", wrong)}");
        }

        RequireNumber((long)Rate * Seconds <= TimelineFile.MostMessages, (long)Rate * Seconds);

        void Check(string name, double value, double least, double most)
        {
            if (!(value >= least && value <= most))
            {
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; allowed are {least} to {most}"));
            }
        }
    }

    private static void RequireNumber(bool fits, long number)
    {
        if (!fits)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"no timeline can be made: it would have {number} messages, and may have 2 to {TimelineFile.MostMessages}; change its seconds or its rate"));
        }
    }
}
