using System.Text;
using TraceToll.Baselines;
using Xunit;

namespace TraceToll.Tests.Baselines;

/// <summary>Names as Verify makes them.</summary>
public class BaselineNameTests
{
    [Theory]
    [InlineData("idle", "Suite.Costs_mode=idle")]
    [InlineData("", "Suite.Costs_mode=")]
    [InlineData("two words", "Suite.Costs_mode=two words")]
    [InlineData("market-data,rate=10000,idle=block", "Suite.Costs_mode=market-data,rate=10000,idle=block")]
    [InlineData("a\\b<c>d|e:f*g?h/i\"j", "Suite.Costs_mode=a-b-c-d-e-f-g-h-i-j")]
    [InlineData("line\nend\ttab\0nul", "Suite.Costs_mode=line-end-tab-nul")]
    [InlineData("../../etc", "Suite.Costs_mode=..-..-etc")]
    [InlineData("a.b#c[d]", "Suite.Costs_mode=a.b#c[d]")]
    [InlineData("äöü-中文-🚀", "Suite.Costs_mode=äöü-中文-🚀")]
    [InlineData("1.5", "Suite.Costs_mode=1.5")]
    public void Keep_what_a_file_can_have_and_replace_the_rest(string value, string expected)
    {
        Assert.Equal(expected, BaselineName.Of("Suite", "Costs", [new("mode", value)]));
        Assert.Equal(expected, BaselineName.Checked(expected));
    }

    [Fact]
    public void Have_the_classes_around_and_all_parameters_in_their_order()
    {
        Assert.Equal("Outer.Inner.Costs_testbed=loopback_mode=idle", BaselineName.Of("Outer.Inner", "Costs", [new("testbed", "loopback"), new("mode", "idle")]));
        Assert.Equal("Suite.Costs", BaselineName.Of("Suite", "Costs", []));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" X")]
    [InlineData("X ")]
    [InlineData(".X")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a\nb")]
    [InlineData("a\u001bb")]
    [InlineData("a:b")]
    public void That_no_file_has_on_every_system_are_refused(string name)
    {
        var wrong = Assert.Throws<FormatException>(() => BaselineName.Checked(name));

        Assert.EndsWith("can be no baseline's name; take letters, digits, spaces inside, and _ - = , . # ( )", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(wrong.Message, char.IsControl);
    }

    [Theory]
    [InlineData("x", 220)]
    [InlineData("ä", 110)]
    [InlineData("🚀", 55)]
    public void Are_as_long_as_a_file_s_name_can_be(string character, int most)
    {
        var longest = string.Concat(Enumerable.Repeat(character, most));
        Assert.Equal(longest, BaselineName.Checked(longest));

        var wrong = Assert.Throws<FormatException>(() => BaselineName.Checked(longest + character));

        Assert.Equal($"'{longest}{character}' has {Encoding.UTF8.GetByteCount(longest + character)} bytes and a baseline's name 220 at most; give a shorter one", wrong.Message);
        Assert.Throws<FormatException>(() => BaselineName.Of("Suite", "Costs", [new("mode", longest)]));
    }
}
