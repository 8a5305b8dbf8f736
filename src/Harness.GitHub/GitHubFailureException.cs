namespace TraceToll.GitHub;

/// <summary>GitHub or git refused, or could not be reached. The message is one sentence: what was to be done, what came, what to do now.</summary>
internal class GitHubFailureException(string message, Exception? cause = null) : Exception(message, cause);
