using TraceToll.Reports;
using Xunit;

namespace TraceToll.Tests.Reports;

public class ReportFormatTests
{
    [Fact]
    public void Each_is_found_by_its_name() => Assert.All(ReportFormat.All, format => Assert.Same(format, ReportFormat.Parse(format.Name)));

    [Theory]
    [InlineData("markdwon", " (did you mean markdown?)")]
    [InlineData("JSON", " (did you mean json?)")]
    [InlineData("txt", " (did you mean text?)")]
    [InlineData("pdf", "")]
    public void What_it_does_not_know_gets_the_known_and_the_nearest(string name, string hint)
    {
        var unknown = Assert.Throws<FormatException>(() => ReportFormat.Parse(name));

        Assert.Equal($"'{name}' is no format{hint}; known are text, markdown, html, origin, json, csv, hgrm", unknown.Message);
    }
}
