using System.Text.Json.Serialization;

namespace TraceToll.Protocol;

/// <summary>What an agent tells the harness: one JSON object a line on the agent's standard output.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Ready), "ready")]
[JsonDerivedType(typeof(Listening), "listening")]
[JsonDerivedType(typeof(Connected), "connected")]
[JsonDerivedType(typeof(LoadProgress), "progress")]
[JsonDerivedType(typeof(SliceAnnounced), "sliceAnnounced")]
[JsonDerivedType(typeof(SliceMeasured), "slice")]
[JsonDerivedType(typeof(SendTotals), "sent")]
[JsonDerivedType(typeof(RespondTotals), "responded")]
[JsonDerivedType(typeof(TracerAttached), "attached")]
[JsonDerivedType(typeof(TracerMarked), "mark")]
[JsonDerivedType(typeof(TracerDetached), "detached")]
[JsonDerivedType(typeof(HostFacts), "facts")]
[JsonDerivedType(typeof(Pong), "pong")]
[JsonDerivedType(typeof(Failed), "failed")]
public abstract record AgentEvent;

/// <summary>The first event of every agent.</summary>
/// <param name="Version">The agent's version.</param>
/// <param name="Build">How it was built: <c>native static</c> or <c>jit</c> (an ordinary build).</param>
/// <param name="ProcessId">Its process id on its host.</param>
public sealed record Ready(string Version, string Build, int ProcessId) : AgentEvent;

/// <summary>From <c>respond</c>: it accepts connections.</summary>
/// <param name="Address">The address it listens on.</param>
/// <param name="Port">The port; the one that the system chose where 0 was asked for.</param>
/// <param name="MemoryLocked">Whether the responder's memory is locked (mlockall); without the right to, it is not.</param>
public sealed record Listening(string Address, int Port, bool MemoryLocked = false) : AgentEvent;

/// <summary>From <c>send</c>: the handshake is done, the load begins.</summary>
/// <param name="Local">The sender's end of the (first) connection, address and port.</param>
/// <param name="Remote">The responder's end, address and port.</param>
/// <param name="MemoryLocked">Whether the sender's memory is locked (mlockall); without the right to, it is not.</param>
public sealed record Connected(string Local, string Remote, bool MemoryLocked = false) : AgentEvent;

/// <summary>From <c>send</c>, about once a second.</summary>
/// <param name="Messages">Messages sent since the connection began.</param>
/// <param name="Replies">Replies received since the connection began.</param>
/// <param name="RatePerSecond">Messages a second since the last such event.</param>
/// <param name="P50Ns">Median round trip of the open slice so far, ns from due time; 0 without a slice or a reply.</param>
/// <param name="P99Ns">The same at p99.</param>
public sealed record LoadProgress(long Messages, long Replies, double RatePerSecond, long P50Ns, long P99Ns) : AgentEvent;

/// <summary>From <c>send</c>: a slice begins in a moment. It is told ahead, because who reads it takes CPU time.</summary>
/// <param name="Slice">The slice's name.</param>
/// <param name="FirstSequence">The first message in it.</param>
/// <param name="AheadNs">How long until that message is due, ns; 0 where it is due already.</param>
public sealed record SliceAnnounced(string Slice, long FirstSequence, long AheadNs) : AgentEvent
{
    /// <summary>How long until the first message is due.</summary>
    [JsonIgnore]
    public TimeSpan Ahead => TimeSpan.FromMicroseconds(AheadNs / 1e3);
}

/// <summary>From <c>link</c>: its answer to <see cref="Ping"/>.</summary>
/// <param name="Number">The ping's number.</param>
public sealed record Pong(long Number) : AgentEvent;

/// <summary>An agent could not do what it was asked to, and exits.</summary>
/// <param name="Message">What failed, with values.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="ExitCode">The exit code that follows: 2 usage, 3 rig, host or tracer.</param>
public sealed record Failed(string Message, string Remedy, int ExitCode) : AgentEvent;
