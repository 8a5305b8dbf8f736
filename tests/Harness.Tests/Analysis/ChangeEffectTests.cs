using TraceToll.Analysis;
using Xunit;

namespace TraceToll.Tests.Analysis;

public class ChangeEffectTests
{
    // Six differences bound an effect by the least and the greatest when one in 64 may be wrong on each side.
    private static readonly PairedEffect Before = new([1, 2, 3, 4, 5, 6]);
    private static readonly PairedEffect Now = new([11, 12, 13, 14, 15, 26]);

    [Fact]
    public void Puts_the_far_ends_of_both_together()
    {
        var change = new ChangeEffect(Before, Now);

        // By hand: each of the two takes half of one in 32; 11 - 6 and 26 - 1.
        Assert.Equal(new Interval(5, 25), change.Bounds(1 / 32.0));
        Assert.Equal(Now.Estimate - Before.Estimate, change.Estimate);
        Assert.Equal(12, change.Units);
        Assert.Equal(12, change.FewestUnits(1 / 32.0));
    }

    [Fact]
    public void Has_no_bounds_where_one_of_them_has_none()
    {
        // One in 128 for each is more than six differences can do.
        Assert.Equal(Interval.Unbounded, new ChangeEffect(Before, Now).Bounds(1 / 64.0));
        Assert.Equal(Interval.Unbounded, new ChangeEffect(new PairedEffect([1, 2]), Now).Bounds(1 / 32.0));
        Assert.Equal(Interval.Unbounded, new ChangeEffect(Before, Now).Interval);
    }

    [Fact]
    public void Halves_the_error_between_the_two()
    {
        List<double> asked = [];
        var effect = new FakeEffect(1, error =>
        {
            asked.Add(error);
            return new Interval(-error, error);
        });

        var bounds = new ChangeEffect(effect, effect).Bounds(0.02);

        Assert.Equal([0.01, 0.01], asked);
        Assert.Equal(new Interval(-0.02, 0.02), bounds);
        Assert.Equal(14, new ChangeEffect(effect, effect).FewestUnits(0.02));
    }

    [Fact]
    public void Its_95_per_cent_interval_is_made_of_wider_ones()
    {
        var change = new ChangeEffect(new FakeEffect(0, error => new Interval(-1 / error, 1 / error)), new FakeEffect(10, error => new Interval(10 - (2 / error), 10 + (2 / error))));

        Assert.Equal(new Interval(10 - (3 / 0.0125), 10 + (3 / 0.0125)), change.Interval);
    }
}
