namespace TraceToll.Remote.Ssh;

/// <summary>Whether the measuring loop can be where hosts.json wants it.</summary>
internal static class CpuCheck
{
    /// <param name="entry">The host.</param>
    /// <param name="allowed">The CPUs that processes of its login may run on.</param>
    /// <exception cref="RigFailureException">hosts.json names another CPU.</exception>
    public static void Require(HostEntry entry, IReadOnlyList<int> allowed)
    {
        if (entry.Host.Cpus?.Except(allowed).ToList() is { Count: > 0 } absent)
        {
            throw new RigFailureException(
                $"{entry} does not let user '{entry.Host.User}' run on {(absent.Count == 1 ? "CPU" : "CPUs")} {string.Join(", ", absent)}; allowed there are {string.Join(", ", allowed)}",
                $"change \"cpus\" of {entry.Record}");
        }
    }
}
