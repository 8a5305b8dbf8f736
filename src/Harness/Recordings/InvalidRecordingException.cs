namespace TraceToll.Recordings;

/// <summary>
/// A folder holds no recording, or one that cannot be read, or a report cannot be imported; the message names the file and the place in it.
/// </summary>
/// <param name="message">What is wrong, and where.</param>
public sealed class InvalidRecordingException(string message) : Exception(message);
