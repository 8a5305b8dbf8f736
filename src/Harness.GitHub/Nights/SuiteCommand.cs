namespace TraceToll.GitHub.Nights;

/// <summary>What runs the suite; it takes the options of <c>dotnet test</c>.</summary>
/// <param name="Program">The program.</param>
/// <param name="Arguments">Its first arguments.</param>
internal sealed record SuiteCommand(string Program, IReadOnlyList<string> Arguments)
{
    public static SuiteCommand DotnetTest(string program, string project) => new(program, ["test", project, "-c", "Release"]);
}
