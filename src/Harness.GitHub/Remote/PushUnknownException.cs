namespace TraceToll.GitHub.Remote;

/// <summary>A push broke off, and the remote could not be asked whether it has taken it.</summary>
internal sealed class PushUnknownException(string message, Exception cause) : GitHubFailureException(message, cause);
