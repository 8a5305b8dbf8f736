using Xunit;

namespace TraceToll.Tests.Parsing;

public class NearestTests
{
    private static readonly string[] Known = ["off", "off-again", "idle", "log", "market-data", "--plan", "--planted-delay"];

    [Theory]
    [InlineData("idel", "idle")]
    [InlineData("lag", "log")]
    [InlineData("Idle", "idle")]
    [InlineData("market-dta", "market-data")]
    [InlineData("of-agan", "off-again")]
    [InlineData("--plna", "--plan")]
    [InlineData("--planted-dely", "--planted-delay")]
    public void What_was_mistyped_is_found(string word, string meant)
    {
        Assert.Equal(meant, Nearest.To(word, Known));
        Assert.Equal($" (did you mean {meant}?)", Nearest.Hint(word, Known));
    }

    [Theory]
    [InlineData("dance")]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("--nope")]
    public void What_is_far_from_all_has_no_hint(string word) => Assert.Equal("", Nearest.Hint(word, Known));

    [Fact]
    public void What_is_known_has_no_hint() => Assert.Equal("", Nearest.Hint("log", ["lag", "log"]));
}
