using System.Xml;
using System.Xml.Linq;

namespace TraceToll.GitHub.Nights;

/// <summary>The results files (.trx) that <c>dotnet test</c> has written.</summary>
internal static class TestResults
{
    /// <summary>What the files of a folder say; a folder without any says that no test ran.</summary>
    public static SuiteSession Read(string folder, int exitCode, IReadOnlyList<string> unreadable)
    {
        var (passed, skipped) = (0, 0);
        List<TestFailure> failures = [];
        List<string> broken = [.. unreadable];
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.trx", SearchOption.AllDirectories) : [])
        {
            try
            {
                foreach (var result in XDocument.Load(file).Descendants().Where(element => element.Name.LocalName == "UnitTestResult"))
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
                            failures.Add(Failure(result));
                            break;
                    }
                }
            }
            catch (XmlException wrong)
            {
                broken.Add($"{Path.GetFileName(file)} is not whole: {OneLine.Of(wrong.Message)}");
            }
        }

        return new SuiteSession(exitCode, passed, skipped, failures, broken);
    }

    private static TestFailure Failure(XElement result) => new(
        result.Attribute("testName")?.Value ?? "a test without a name",
        OneLine.Of(result.Descendants().FirstOrDefault(element => element.Name.LocalName == "Message")?.Value ?? "it did not say why"));
}
