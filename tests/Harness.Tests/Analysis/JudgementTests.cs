using TraceToll.Analysis;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Analysis;

public class JudgementTests
{
    private const double Tolerance = 10;
    private const double Error = 0.01;
    private static readonly Measure[] Measures = [Measure.Mean, new(50), new(90), new(99)];

    /// <summary>Holm: the smallest p is held against a third of the error, the next against half, the last against all of it.</summary>
    [Theory]
    [InlineData(new[] { 0.0033, 0.0049, 0.0099 }, new[] { true, true, true })]
    [InlineData(new[] { 0.0099, 0.0033, 0.0049 }, new[] { true, true, true })]
    [InlineData(new[] { 0.0034, 0.0034, 0.0034 }, new[] { false, false, false })]
    [InlineData(new[] { 0.0033, 0.0051, 0.0051 }, new[] { true, false, false })]
    [InlineData(new[] { 0.0033, 0.0049, 0.0101 }, new[] { true, true, false })]
    [InlineData(new[] { 0.0001, 0.02, 0.0049 }, new[] { true, false, true })]
    public void Claims_what_is_over_at_Holm_s_levels(double[] p, bool[] expected)
    {
        Assert.Equal(expected, Kinds(p.Select(OverFrom)).Select(kind => kind == VerdictKind.Regressed));
        Assert.Equal(expected, Kinds(p.Select(UnderFrom)).Select(kind => kind == VerdictKind.Improved));
    }

    [Fact]
    public void Regressed_names_only_what_was_shown() =>
        Assert.Equal([VerdictKind.Inconclusive, VerdictKind.Regressed, VerdictKind.Within], Kinds([OverFrom(0.02), OverFrom(0.0001), Within]));

    [Fact]
    public void Within_may_use_the_whole_error_at_each_measure()
    {
        // All have to be within: that is wrong only where the one that is not is taken for it.
        var barely = new FakeEffect(0, level => level >= Error ? new Interval(-5, 5) : new Interval(-50, 50));

        Assert.Equal([VerdictKind.Within, VerdictKind.Within, VerdictKind.Within], Kinds([barely, barely, barely]));
        Assert.All(Kinds([barely, barely, barely], Error / 2), kind => Assert.Equal(VerdictKind.Inconclusive, kind));
    }

    [Fact]
    public void What_just_reaches_the_tolerance_is_within_and_not_over()
    {
        Assert.Equal([VerdictKind.Within], Kinds([new FakeEffect(9, _ => new Interval(8, Tolerance))]));
        Assert.Equal([VerdictKind.Inconclusive], Kinds([new FakeEffect(11, _ => new Interval(Tolerance, 12))]));
        Assert.Equal([VerdictKind.Within], Kinds([new FakeEffect(-11, _ => new Interval(-12, -Tolerance))]));
    }

    [Fact]
    public void What_is_not_supported_is_never_decided()
    {
        FakeEffect[] effects = [new(0, _ => new Interval(-1, 1)), new(50, _ => new Interval(49, 51)), new(-50, _ => new Interval(-51, -49)), Open(8, 4)];

        var findings = Judgement.Of([.. effects.Select(effect => new Question(Measures[0], effect, Tolerance, "too few"))], Error);

        Assert.All(findings, finding => Assert.Equal((VerdictKind.Inconclusive, null, "too few"), (finding.Kind, finding.UnitsToDecide, finding.Unsupported)));
    }

    [Theory]
    // The bounds have to close in from 4 to the 2 that are left to the tolerance: four times as many.
    [InlineData(8, 4, 80)]
    [InlineData(12, 4, 80)]
    [InlineData(6, 6, 45)]
    [InlineData(-30, 60, 45)]
    // One more at the least, however near it is.
    [InlineData(8, 2.01, 21)]
    public void Says_how_many_units_would_decide(double estimate, double halfWidth, int units)
    {
        var finding = Assert.Single(Judgement.Of([new Question(Measures[0], Open(estimate, halfWidth), Tolerance)], Error));

        Assert.Equal((VerdictKind.Inconclusive, units), (finding.Kind, finding.UnitsToDecide));
    }

    [Fact]
    public void The_farther_from_the_tolerance_the_fewer_would_decide()
    {
        var units = Enumerable.Range(0, 10).Select(step => Units(Open(6 - (0.5 * step), 12))).ToList();

        Assert.Equal(units.OrderDescending(), units);
        Assert.Equal(units.Count, units.Distinct().Count());
    }

    [Theory]
    [InlineData(10, 4)]
    [InlineData(10.01, 4)]
    [InlineData(9.99, 4)]
    [InlineData(10, 0)]
    public void On_the_tolerance_no_number_would_decide(double estimate, double halfWidth) => Assert.Null(Units(Open(estimate, halfWidth)));

    [Fact]
    public void Too_few_for_any_bound_become_as_many_as_have_one()
    {
        Assert.Equal(7, Units(new FakeEffect(3, _ => Interval.Unbounded, units: 4, fewest: 7)));
        Assert.Equal(9, Units(new FakeEffect(3, _ => Interval.Unbounded, units: 8, fewest: 7)));
    }

    [Fact]
    public void Says_at_which_bounds_it_decided()
    {
        var both = new FakeEffect(0, level => new Interval(-20 - (1 / level), 20 + (1 / level)));

        var findings = Judgement.Of([new Question(Measures[0], both, Tolerance), new Question(Measures[1], both, Tolerance)], Error);

        // Over is claimed at half of the error, within at all of it.
        Assert.All(findings, finding => Assert.Equal((-220, 120), (finding.Bounds.Lower, finding.Bounds.Upper)));
    }

    [Fact]
    public void As_many_units_as_it_says_do_decide()
    {
        var decided = 0;
        for (var seed = 1; seed <= 40; seed++)
        {
            var random = new Random(seed);
            var finding = Judgement.Of([new Question(Measures[0], new PairedEffect(Differences(random, 12)), Tolerance)], Error)[0];
            if (finding.Kind == VerdictKind.Within || finding.UnitsToDecide is not { } units || units > 500)
            {
                continue;
            }

            // Half as many again, as the estimate moves when there are more.
            decided += Judgement.Of([new Question(Measures[0], new PairedEffect(Differences(random, units * 3 / 2)), Tolerance)], Error)[0].Kind == VerdictKind.Within ? 1 : -1;
        }

        Assert.True(decided >= 15, $"of 40 seeds, those decided less those that were not: {decided}");

        // Without an effect, and far noisier than what is allowed.
        static double[] Differences(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => 25 * random.Normal())];
    }

    private static IEnumerable<VerdictKind> Kinds(IEnumerable<FakeEffect> effects, double error = Error) =>
        Judgement.Of([.. effects.Select((effect, i) => new Question(Measures[i], effect, Tolerance))], error).Select(finding => finding.Kind);

    private static int? Units(FakeEffect effect) => Judgement.Of([new Question(Measures[0], effect, Tolerance)], Error)[0].UnitsToDecide;

    /// <summary>Over the tolerance from this error on.</summary>
    private static FakeEffect OverFrom(double p) => new(15, level => level >= p ? new Interval(11, 19) : new Interval(9, 21));

    private static FakeEffect UnderFrom(double p) => new(-15, level => level >= p ? new Interval(-19, -11) : new Interval(-40, 11));

    private static FakeEffect Within => new(0, _ => new Interval(-1, 1));

    private static FakeEffect Open(double estimate, double halfWidth) => new(estimate, _ => new Interval(estimate - halfWidth, estimate + halfWidth));
}
