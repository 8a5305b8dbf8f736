using TraceToll.GitHub.Approvals;
using Xunit;

namespace TraceToll.Tests.GitHub;

public class ApprovalRequestTests
{
    [Theory]
    [InlineData("/approve-baseline env/A.B_mode=idle 0123456789abcdef kernel 6.18 costs that", "env/A.B_mode=idle", "kernel 6.18 costs that")]
    [InlineData("/approve-baseline  A.B  0123456789abcdef   because\r\n", "A.B", "because")]
    [InlineData("/approve-baseline `A.B_name=a b` 0123456789abcdef with `quotes` $(and) \"more\"", "A.B_name=a b", "with `quotes` $(and) \"more\"")]
    [InlineData("/approve-baseline ../../etc/passwd 0123456789abcdef why not", "../../etc/passwd", "why not")]
    public void Takes_a_name_and_a_reason(string comment, string name, string reason) =>
        Assert.Equal(new ApprovalRequest(name, "0123456789abcdef", reason), ApprovalRequest.Parse(comment));

    [Theory]
    [InlineData("/approve-baseline", "lacks the name, the hash or the reason")]
    [InlineData("/approve-baseline A.B", "lacks the name, the hash or the reason")]
    [InlineData("/approve-baseline A.B why", "lacks the name, the hash or the reason")]
    [InlineData("/approve-baseline A.B 0123456789abcdef", "lacks the name, the hash or the reason")]
    [InlineData("/approve-baseline A.B 0123456789abcde why", "lacks the name, the hash or the reason")]
    [InlineData("/approve-baseline A.B 0123456789ABCDEF why", "lacks the name, the hash or the reason")]
    [InlineData("/approve-baseline A.B   ", "lacks the name, the hash or the reason")]
    [InlineData("/approve-baseline `A.B why", "lacks the name, the hash or the reason")]
    [InlineData("/approve-baseline A.B why\nand more", "more than one line")]
    [InlineData("/approve-baseline A.B why\u0007", "characters that cannot be seen")]
    [InlineData("/approve-baseline A.B \u202Eesrever", "characters that cannot be seen")]
    [InlineData("/approve-baseline A\u200BB why", "characters that cannot be seen")]
    [InlineData("/approve-baseline A.B \uD800 why", "characters that cannot be seen")]
    public void Refuses_what_is_not_of_the_form_and_says_what_is(string comment, string expected)
    {
        var wrong = Assert.Throws<FormatException>(() => ApprovalRequest.Parse(comment));

        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
        Assert.Contains("write `/approve-baseline NAME HASH reason` on one line", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_what_is_too_long()
    {
        var (longest, tooLong) = (new string('r', 500), new string('r', 501));

        Assert.Equal(longest, ApprovalRequest.Parse($"/approve-baseline A.B 0123456789abcdef {longest}").Reason);
        Assert.Equal("the name has 3 characters of 300 at most, the reason 501 of 500 at most; write less",
            Assert.Throws<FormatException>(() => ApprovalRequest.Parse($"/approve-baseline A.B 0123456789abcdef {tooLong}")).Message);
        Assert.Contains("the comment is too long", Assert.Throws<FormatException>(() => ApprovalRequest.Parse($"/approve-baseline A.B {new string('r', 5_000)}")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/approve-baseline A.B why", true)]
    [InlineData("/approve-baseline", true)]
    [InlineData("/approve-baselines A.B why", false)]
    [InlineData("> /approve-baseline A.B why", false)]
    [InlineData("please /approve-baseline A.B why", false)]
    public void Is_meant_where_a_comment_begins_with_it(string comment, bool meant) => Assert.Equal(meant, ApprovalRequest.IsMeant(comment));
}
