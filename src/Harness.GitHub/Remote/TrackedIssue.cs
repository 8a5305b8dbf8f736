namespace TraceToll.GitHub.Remote;

/// <summary>An open issue that keeps a state in its text.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Body">Its text.</param>
internal sealed record TrackedIssue(int Number, string Body);
