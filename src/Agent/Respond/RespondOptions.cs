using System.Net;
using TraceToll.Agent.Native;

namespace TraceToll.Agent.Respond;

/// <param name="Listen">Where to listen.</param>
/// <param name="Threads">Measuring threads, which take the connections in turn.</param>
/// <param name="Cpus">The CPU of each measuring thread; -1: wherever the kernel puts it.</param>
/// <param name="KeepOff">CPUs that no other thread may run on.</param>
/// <param name="Idle">What the measuring threads do between messages.</param>
/// <param name="Priority">What they are to the scheduler.</param>
/// <param name="PlantedDelayNs">How long they spin for each message, until told otherwise.</param>
internal sealed record RespondOptions(
    IPEndPoint Listen, int Threads, IReadOnlyList<int> Cpus, IReadOnlyList<int> KeepOff, IdleStrategy Idle, Priority Priority, long PlantedDelayNs);
