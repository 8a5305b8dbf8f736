using System.Globalization;
using TraceToll.Experiments;
using TraceToll.Hosts;
using TraceToll.Remote.Check;
using TraceToll.Remote.Ssh;

namespace TraceToll.Remote;

/// <summary>Tries all that a run on remote hosts needs. What was brought to the hosts stays in their caches; nothing else does.</summary>
public static class HostsCheck
{
    /// <summary>Tries all pairs, some at once: of each both hosts side by side, then the way of the load. After a failure what depends on it is not tried.</summary>
    /// <param name="hosts">The hosts.</param>
    /// <param name="waitingFor">Told who measures on this machine, while that is waited for: what is tried would disturb it.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>What was tried, in the order of a run.</returns>
    /// <exception cref="RigFailureException">There is no agent that could be brought to a host.</exception>
    public static async Task<IReadOnlyList<HostCheck>> RunAsync(HostsFile hosts, Action<string> waitingFor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(hosts);
        ArgumentNullException.ThrowIfNull(waitingFor);
        var agent = AgentFile.Read();
        await using var turn = await MeasurementLock.TakeAsync(MeasurementLock.SharedFolder, waitingFor, TimeProvider.System, cancellationToken);
        var pairs = hosts.Pairs;
        var checks = new IReadOnlyList<HostCheck>[pairs.Count];
        await Together.EachAsync(pairs.Count, Together.AtOnce, async (index, stop) => checks[index] = await OfPairAsync(pairs[index], agent, stop), cancellationToken);
        return pairs.Count == 1 ? checks[0]
            : [.. checks.SelectMany((of, index) => of.Select(check => Of(string.Create(CultureInfo.InvariantCulture, $"pair {index + 1}: "), check)))];
    }

    private static HostCheck Of(string pair, HostCheck check) => check with { Host = pair + check.Host, Problem = check.Problem.Length > 0 ? pair + check.Problem : "" };

    private static async Task<IReadOnlyList<HostCheck>> OfPairAsync(HostsFile hosts, AgentFile agent, CancellationToken cancellationToken)
    {
        var examinations = HostEntry.Of(hosts).Select(entry => new HostExamination(entry, agent)).ToList();
        try
        {
            await Task.WhenAll(examinations.Select(each => each.RunAsync(cancellationToken)));
            List<HostCheck> checks = [.. examinations.SelectMany(each => each.Checks)];
            return examinations.All(each => each.Ready != null)
                ? [.. checks, .. await LoadCheck.RunAsync(hosts, [.. examinations.Select(each => each.Ready!)], cancellationToken)]
                : checks;
        }
        finally
        {
            await Task.WhenAll(examinations.Select(each => each.DisposeAsync().AsTask()));
        }
    }
}
