using System.Xml;
using System.Xml.Linq;

namespace TraceToll.GitHub.Nights;

/// <summary>The results files (.trx) that <c>dotnet test</c> has written.</summary>
internal static class TestResults
{
    // Such a line for each test that failed is what xunit calls an error of the run.
    private const string FailedTest = "[FAIL]";

    /// <summary>What the files of a folder say; a folder without any says that no test ran.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="checkout">The checkout, whose place on this machine is left out of what they say.</param>
    /// <param name="session">What else is known of the session.</param>
    public static SuiteSession Read(string folder, string checkout, SuiteSession session)
    {
        var (passed, skipped) = (0, 0);
        List<TestFailure> failures = [];
        List<string> broken = [.. session.Broken];
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.trx", SearchOption.AllDirectories) : [])
        {
            try
            {
                var results = XDocument.Load(file);
                broken.AddRange(Errors(results).Select(error => $"the test run broke: {Line(error, checkout)}"));
                foreach (var result in Elements(results, "UnitTestResult"))
                {
                    switch (result.Attribute("outcome")?.Value)
                    {
                        case "Passed":
                            passed++;
                            break;
                        case "NotExecuted":
                            skipped++;
                            break;
                        default:
                            failures.Add(Failure(result, checkout));
                            break;
                    }
                }
            }
            catch (XmlException wrong)
            {
                broken.Add($"{Path.GetFileName(file)} is not whole: {OneLine.Of(wrong.Message)}");
            }
        }

        return session with { Passed = passed, Skipped = skipped, Failures = failures, Broken = broken };
    }

    /// <summary>What broke the run and is no test's: a host that crashed takes the tests that it had not begun with it.</summary>
    private static List<string> Errors(XDocument results)
    {
        var errors = Elements(results, "RunInfo").Where(info => info.Attribute("outcome")?.Value == "Error")
            .Select(info => info.Value.Trim()).Where(text => !text.EndsWith(FailedTest, StringComparison.Ordinal)).ToList();
        var outcome = Elements(results, "ResultSummary").Select(summary => summary.Attribute("outcome")?.Value).FirstOrDefault();
        return errors.Count > 0 || outcome is null or "Completed" or "Passed" or "Warning" or "Failed" ? errors : [$"its results end as {outcome}"];
    }

    private static TestFailure Failure(XElement result, string checkout) => new(
        result.Attribute("testName")?.Value ?? "a test without a name",
        Line(Elements(result, "Message").FirstOrDefault()?.Value ?? "it did not say why", checkout));

    private static string Line(string text, string checkout) => OneLine.Of(MachinePaths.Remove(text, checkout));

    private static IEnumerable<XElement> Elements(XContainer container, string name) => container.Descendants().Where(element => element.Name.LocalName == name);
}
