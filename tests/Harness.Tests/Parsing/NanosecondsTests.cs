using TraceToll.Scenarios;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Parsing;

public class NanosecondsTests
{
    public static TheoryData<string, string, long> Rows
    {
        get
        {
            var rows = new TheoryData<string, string, long>();
            foreach (var culture in (string[])["en-US", "de-DE", "tr-TR"])
            {
                rows.Add(culture, "0ns", 0);
                rows.Add(culture, "0us", 0);
                rows.Add(culture, "500ns", 500);
                rows.Add(culture, "10us", 10_000);
                rows.Add(culture, "1.5us", 1_500);
                rows.Add(culture, ".25us", 250);
                rows.Add(culture, "0.001us", 1);
                rows.Add(culture, "1ms", 1_000_000);
                rows.Add(culture, "0.000001ms", 1);
                rows.Add(culture, "1000000000ms", 1_000_000_000_000_000);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Are_read_in_any_culture(string culture, string text, long ns)
    {
        using var other = new Culture(culture);

        Assert.Equal(ns, Nanoseconds.Parse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("us")]
    [InlineData("10 us")]
    [InlineData(" 10us")]
    [InlineData("10us ")]
    [InlineData("10s")]
    [InlineData("10US")]
    [InlineData("10µs")]
    [InlineData("-10us")]
    [InlineData("+10us")]
    [InlineData("1,5us")]
    [InlineData("1,000us")]
    [InlineData("1.5.5us")]
    [InlineData("1e3us")]
    [InlineData("NaNus")]
    [InlineData("1000000001ns")]
    [InlineData("79228162514264337593543950335ms")]
    [InlineData("792281625142643375935439503350000ms")]
    public void Anything_else_is_told_what_is_allowed(string text)
    {
        using var other = new Culture("de-DE");

        var wrong = Assert.Throws<FormatException>(() => Nanoseconds.Parse(text));

        Assert.Equal($"'{text}' is no time; write a number and ns, us or ms, such as 500ns, 10us or 1.5us", wrong.Message);
    }

    [Theory]
    [InlineData("0.5ns")]
    [InlineData("1.0005us")]
    [InlineData("0.0000001ms")]
    public void A_part_of_one_is_not_rounded_away(string text)
    {
        var wrong = Assert.Throws<FormatException>(() => Nanoseconds.Parse(text));

        Assert.Equal($"'{text}' is not a whole number of nanoseconds", wrong.Message);
    }

    [Theory]
    [InlineData(0, "0ms")]
    [InlineData(1, "1ns")]
    [InlineData(1_500, "1500ns")]
    [InlineData(20_000, "20us")]
    [InlineData(1_000_000_000, "1000ms")]
    public void Are_said_as_they_are_read(long ns, string text)
    {
        using var other = new Culture("de-DE");

        Assert.Equal(text, Nanoseconds.ToText(ns));
        Assert.Equal(ns, Nanoseconds.Parse(text));
    }
}
