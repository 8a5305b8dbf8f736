using TraceToll.Analysis;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Analysis;

public class BudgetTests
{
    private const string Form = "is no budget; write what may be added, such as p50=5us/5% (whichever is more), several with commas, or 5us/5% for mean, p50, p90 and p99";

    [Theory]
    [InlineData("", "p50=5us/5%,p99=20us/10%", "p50=5us/5%,p99=20us/10%")]
    [InlineData("de-DE", "p50=1.5us/2.5%", "p50=1.5us/2.5%")]
    [InlineData("tr-TR", "p99.9=1ms,mean=10%", "p99.9=1000us,mean=10%")]
    [InlineData("de-DE", "p50=10%/500ns", "p50=0.5us/10%")]
    [InlineData("", "5us/5%", "mean=5us/5%,p50=5us/5%,p90=5us/5%,p99=5us/5%")]
    [InlineData("de-DE", "3%,p99.9=7%,error=5%", "mean=3%,p50=3%,p90=3%,p99=3%,p99.9=7%,error=5%")]
    [InlineData("tr-TR", "error=0.5%,p50=5us", "p50=5us,error=0.5%")]
    [InlineData("", "p50=5us,error=1%", "p50=5us")]
    [InlineData("", "p50=0us,error=20%", "p50=0us,error=20%")]
    [InlineData("de-DE", "p50=0.001us/0.0001%", "p50=0.001us/0.0001%")]
    public void Is_read_and_written_in_any_culture(string culture, string text, string expected)
    {
        using var other = new Culture(culture);

        var budget = Budget.Parse(text);

        Assert.Equal(expected, $"{budget}");
        Assert.Equal(budget, Budget.Parse(expected));
        Assert.Equal(budget.GetHashCode(), Budget.Parse(expected).GetHashCode());
    }

    [Fact]
    public void Every_budget_reads_back_as_it_was()
    {
        for (var seed = 1; seed <= 500; seed++)
        {
            var random = new Random(seed);
            var budget = new Budget([.. Measure.All.SkipLast(1).Where(_ => random.Next(2) == 0).DefaultIfEmpty(Measure.Mean)
                .Select(measure => new Allowance(measure, random.Next(10_000_000), random.Next(1_000_000) / 10_000.0 / 100))])
            { ErrorRate = random.Next(1, 200) / 10.0 / 100 };

            Assert.True(budget == Budget.Parse($"{budget}"), $"seed {seed}: {budget}");
        }
    }

    [Fact]
    public void Allows_whichever_is_more()
    {
        var allowance = Assert.Single(Budget.Parse("p99=20us/10%").Allowances);

        Assert.Equal((new Measure(99), 20_000, 0.1), (allowance.Measure, allowance.AtMostNs, allowance.AtMostShare));
        Assert.Equal((20_000, 20_000, 40_000), (allowance.ToleranceNs(0), allowance.ToleranceNs(200_000), allowance.ToleranceNs(400_000)));
    }

    [Fact]
    public void Is_wrong_once_in_a_hundred_unless_it_says_otherwise()
    {
        Assert.Equal(0.01, Budget.Parse("p50=5us").ErrorRate);
        Assert.Equal(0.05, Budget.Parse("p50=5us,error=5%").ErrorRate);
        Assert.NotEqual(Budget.Parse("p50=5us"), Budget.Parse("p50=5us,error=5%"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.01)]
    [InlineData(0.21)]
    [InlineData(double.NaN)]
    public void Has_no_error_rate_outside_its_range(double rate)
    {
        var wrong = Assert.Throws<ArgumentOutOfRangeException>(() => Budget.AtMost(5, 5) with { ErrorRate = rate });

        Assert.StartsWith("an error rate is at least 0.000001 and at most 0.2, which is 20 %", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_made_from_numbers_too()
    {
        Assert.Equal(Budget.Parse("5us/2.5%"), Budget.AtMost(5, 2.5));
        Assert.Equal(Budget.Parse("p50=0.5us/10%,p99.9=0.5us/10%"), Budget.AtMost(0.5, 10, new(50), new(99.9)));
        Assert.Equal(Budget.Parse("p50=5us"), Budget.AtMost(5, 0, new(50), new(50)));
        Assert.Equal("microseconds", Assert.Throws<ArgumentOutOfRangeException>(() => Budget.AtMost(-1, 0)).ParamName);
        Assert.Equal("percent", Assert.Throws<ArgumentOutOfRangeException>(() => Budget.AtMost(1, -0.1)).ParamName);
        Assert.StartsWith("the worst round trip cannot be judged", Assert.Throws<ArgumentException>(() => Budget.AtMost(1, 1, new(50), new(100))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "'' is no time; write a number and ns, us or ms, such as 500ns, 10us or 1.5us")]
    [InlineData("cheap", "'cheap' is no time")]
    [InlineData("p50", "'p50' is no time")]
    [InlineData("p50=", "'' is no time")]
    [InlineData("p50=5", "'5' is no time")]
    [InlineData("p50=-5us", "'-5us' is no time")]
    [InlineData("p50=0.1ns", "'0.1ns' is not a whole number of nanoseconds")]
    [InlineData("p50=5us,", "'' is no time")]
    [InlineData("p50=/5%", "'' is no time")]
    [InlineData("p50=5us/", $"'p50=5us/' {Form}")]
    [InlineData("p50=1,5us", "'1' is no time")]
    [InlineData("p50=5us/5us", $"'p50=5us/5us' {Form}")]
    [InlineData("p50=5%/5%", $"'p50=5%/5%' {Form}")]
    [InlineData("p50=5us/5%/5us", $"'p50=5us/5%/5us' {Form}")]
    [InlineData("p50=%", $"'p50=%' {Form}")]
    [InlineData("p50=5%%", $"'p50=5%%' {Form}")]
    [InlineData("p50=-5%", $"'p50=-5%' {Form}")]
    [InlineData("p50=1e3%", $"'p50=1e3%' {Form}")]
    [InlineData("p50=NaN%", $"'p50=NaN%' {Form}")]
    [InlineData("error=5%", $"'error=5%' {Form}")]
    [InlineData("worst=5us", "'worst' is nothing that can be judged; write mean, or a percentile from 0.001 to below 100 such as p50, p99 or p99.9")]
    [InlineData("p100=5us", "'p100' is nothing that can be judged")]
    [InlineData("median=5us", "'median' is nothing that can be judged")]
    [InlineData("p50=5us,p50=6us", "the budget 'p50=5us,p50=6us' judges a measure twice; name each once")]
    [InlineData("5us,p99=6us", "the budget '5us,p99=6us' judges a measure twice; name each once")]
    [InlineData("p50=5us,error=0%", "'error=0%' is no error rate; write error=1%, at least 0.0001 % and at most 20 %")]
    [InlineData("p50=5us,error=20.1%", "'error=20.1%' is no error rate")]
    [InlineData("p50=5us,error=0.01", "'error=0.01' is no error rate")]
    [InlineData("p50=5us,error=", "'error=' is no error rate")]
    public void Says_what_is_wrong_and_what_is_allowed(string text, string expected)
    {
        using var other = new Culture("de-DE");

        var wrong = Assert.Throws<FormatException>(() => Budget.Parse(text));

        Assert.StartsWith(expected, wrong.Message, StringComparison.Ordinal);
    }
}
