namespace TraceToll.GitHub.Remote;

/// <summary>A run of the nightly workflow that has ended.</summary>
/// <param name="Id">The run.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Conclusion">What GitHub calls its end: success, failure, cancelled, ...</param>
/// <param name="Url">Its page.</param>
internal sealed record WorkflowNight(long Id, DateTimeOffset StartedAt, string Conclusion, string Url);
