namespace TraceToll.GitHub.Remote;

/// <summary>The label by which an issue of ours is found.</summary>
internal sealed record IssueLabel(string Name, string Color, string Description);
