using System.Collections.Concurrent;
using TraceToll.Hosts;

namespace TraceToll.Experiments.Fleet;

/// <summary>
/// The ports of a fleet's responders. A tracer sees all connections of its kernel and goes by the port, so that no two pairs of one kernel
/// may have the same: in namespaces of their own the kernel would let them.
/// </summary>
internal sealed class TracedPorts
{
    private readonly ConcurrentDictionary<(string Kernel, int Port), bool> _taken = [];

    /// <summary>Whether no other pair has the port on a kernel of this one; it is this pair's then.</summary>
    public bool TryTake(OpenTestbed pair, int port)
    {
        List<string> mine = [];
        foreach (var kernel in new[] { pair.Sender.Kernel, pair.Responder.Kernel }.OfType<string>().Distinct())
        {
            if (!_taken.TryAdd((kernel, port), true))
            {
                mine.ForEach(other => _taken.TryRemove((other, port), out _));
                return false;
            }

            mine.Add(kernel);
        }

        return true;
    }
}
