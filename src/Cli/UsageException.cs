namespace TraceToll.Cli;

/// <summary>The command line asks for what cannot be; the message says what is allowed.</summary>
internal sealed class UsageException(string message) : Exception(message);
