using TraceToll.Analysis;

namespace TraceToll.Tests.Analysis;

/// <summary>An effect that is told all there is to know of it.</summary>
internal sealed class FakeEffect(double estimate, Func<double, Interval> bounds, int units = 20, int fewest = 7) : Effect
{
    public override double Estimate => estimate;

    public override int Units => units;

    public override Interval Bounds(double errorEachSide) => bounds(errorEachSide);

    public override int FewestUnits(double errorEachSide) => fewest;
}
