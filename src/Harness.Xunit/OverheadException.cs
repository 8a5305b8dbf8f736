namespace TraceToll.Xunit;

/// <summary>A treatment costs more than is allowed. The message has the verdict with its figures, and how to look at it and measure it again.</summary>
/// <param name="message">The verdict.</param>
public sealed class OverheadException(string message) : Exception(message);
