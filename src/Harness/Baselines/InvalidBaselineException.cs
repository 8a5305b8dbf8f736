namespace TraceToll.Baselines;

/// <summary>A baseline cannot be used: it cannot be read, was changed by hand, or is there twice. Nothing was written. The message says what to do.</summary>
/// <param name="message">What is wrong, and what to do.</param>
public sealed class InvalidBaselineException(string message) : Exception(message);
