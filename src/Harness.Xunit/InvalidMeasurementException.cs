namespace TraceToll.Xunit;

/// <summary>A measurement is invalid: neither passed nor a regression. The message has the causes and the recording's folder.</summary>
/// <param name="message">The causes.</param>
public sealed class InvalidMeasurementException(string message) : Exception(message);
