namespace TraceToll.GitHub.Approvals;

/// <summary>An approval is not given; the message says why, and goes to who asked for it.</summary>
internal sealed class ApprovalRefusedException(string message) : Exception(message);
