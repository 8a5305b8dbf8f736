namespace TraceToll.GitHub.Nights;

/// <summary>One run of the suite.</summary>
/// <param name="ExitCode">What its command ended with.</param>
/// <param name="Passed">Tests that passed.</param>
/// <param name="Skipped">Tests that were skipped.</param>
/// <param name="Failures">Tests that failed.</param>
/// <param name="Verdicts">Verdicts that its tests gave.</param>
/// <param name="Broken">What broke the run besides, and files that could not be read, with the reason.</param>
internal sealed record SuiteSession(int ExitCode, int Passed, int Skipped, IReadOnlyList<TestFailure> Failures, int Verdicts, IReadOnlyList<string> Broken);
