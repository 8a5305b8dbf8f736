using TraceToll.Reports;
using Xunit;

namespace TraceToll.Tests.Reports;

public class ReportFormatTests
{
    [Fact]
    public void Each_is_found_by_its_name() => Assert.All(ReportFormat.All, format => Assert.Same(format, ReportFormat.Parse(format.Name)));

    [Theory]
    [InlineData("markdwon", "markdown")]
    [InlineData("JSON", "json")]
    [InlineData("txt", "text")]
    [InlineData("hdr", "hgrm")]
    public void What_it_does_not_know_gets_the_known_and_the_nearest(string name, string nearest)
    {
        var unknown = Assert.Throws<FormatException>(() => ReportFormat.Parse(name));

        Assert.StartsWith($"'{name}' is no format; known are text, markdown, origin, json, csv, ", unknown.Message, StringComparison.Ordinal);
        Assert.EndsWith($"; the nearest is {nearest}", unknown.Message, StringComparison.Ordinal);
    }
}
