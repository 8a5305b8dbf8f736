using System.Text.Json.Serialization;

namespace TraceToll.Protocol;

/// <summary>What the harness tells an agent: one JSON object a line on the agent's standard input.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Start), "start")]
[JsonDerivedType(typeof(TimelinePart), "timeline")]
[JsonDerivedType(typeof(BeginSlice), "begin")]
[JsonDerivedType(typeof(EndSlice), "end")]
[JsonDerivedType(typeof(CountRuns), "count")]
[JsonDerivedType(typeof(Mark), "mark")]
[JsonDerivedType(typeof(Plant), "plant")]
[JsonDerivedType(typeof(Ping), "ping")]
[JsonDerivedType(typeof(Finish), "finish")]
public abstract record AgentCommand;

/// <summary>The first command of <c>respond</c> and <c>send</c>: nothing is listened to or sent before it.</summary>
/// <param name="Token">The run's token, 1 to 64 ASCII characters; a peer with another token is turned away.</param>
public sealed record Start(string Token) : AgentCommand;

/// <summary>To <c>send --timeline</c>, right after its <see cref="Start"/>: the next messages of the timeline that it is to play.</summary>
/// <param name="DueNs">When each is due, ns from the timeline's start, never less than the one before.</param>
/// <param name="Bytes">The length of each on the wire, header included; as many as <paramref name="DueNs"/>.</param>
/// <param name="PeriodNs">After how many ns from its start the timeline begins again: more than the last due time. The same in all parts.</param>
/// <param name="Last">Whether no part follows.</param>
public sealed record TimelinePart(IReadOnlyList<long> DueNs, IReadOnlyList<int> Bytes, long PeriodNs, bool Last) : AgentCommand;

/// <summary>
/// To <c>send</c>: begin a slice, at the end of the warm-up where there is one, otherwise as soon as the sender is not behind its
/// schedule (within 5 s in any case). Refused while a slice is open.
/// </summary>
/// <param name="Slice">The slice's name, repeated in its <see cref="SliceMeasured"/>.</param>
public sealed record BeginSlice(string Slice) : AgentCommand;

/// <summary>To <c>send</c>: end the open slice before the next message that asks for a reply.</summary>
public sealed record EndSlice : AgentCommand;

/// <summary>To <c>trace</c>: let the kernel count program runs (a file descriptor, gone with the agent), or stop it.</summary>
/// <param name="On">Whether to count. Counting costs two clock reads a run on the whole host, so it is off in measured slices.</param>
public sealed record CountRuns(bool On) : AgentCommand;

/// <summary>To <c>trace</c>: answer with the tracer's counts as they are now, and remember where its log stands.</summary>
/// <param name="Name">The mark's name, repeated in the answer.</param>
public sealed record Mark(string Name) : AgentCommand;

/// <summary>
/// To <c>respond</c> and <c>send</c>, at any time: from now on spin so long for each message before it is answered, or sent. A cost
/// that is known beforehand, to see whether it is found.
/// </summary>
/// <param name="DelayNs">Nanoseconds for each message, 0 to 1,000,000; 0 takes the delay away.</param>
public sealed record Plant(long DelayNs) : AgentCommand;

/// <summary>To <c>link</c>: answer with a <see cref="Pong"/>.</summary>
/// <param name="Number">Repeated in the answer.</param>
public sealed record Ping(long Number) : AgentCommand;

/// <summary>Finish, report the totals, exit with 0.</summary>
public sealed record Finish : AgentCommand;
