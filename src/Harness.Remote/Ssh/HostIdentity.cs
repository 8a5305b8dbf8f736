using System.Globalization;

namespace TraceToll.Remote.Ssh;

/// <summary>What has to be known of a host before an agent can run there, asked of its shell.</summary>
/// <param name="Machine">Its CPU architecture, as <c>uname -m</c> has it.</param>
/// <param name="BootId">The kernel's id of this boot: one kernel, one id.</param>
/// <param name="UserId">The user's number; 0 is root.</param>
/// <param name="Cache">The folder of what is brought there, absolute.</param>
internal sealed record HostIdentity(string Machine, string BootId, int UserId, string Cache)
{
    // The lines have a mark: a login shell may say things of its own.
    private const string Mark = "tracetoll:";

    private const string Questions = $"""
        echo "{Mark}system $(uname -s)"
        echo "{Mark}machine $(uname -m)"
        echo "{Mark}boot $(cat /proc/sys/kernel/random/boot_id)"
        echo "{Mark}user $(id -u)"
        echo "{Mark}cache $HOME/.cache/tracetoll"
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public bool IsRoot => UserId == 0;

    /// <exception cref="RigFailureException">The host does not say, or is no Linux.</exception>
    public static async Task<HostIdentity> ReadAsync(SshConnection connection, CancellationToken cancellationToken)
    {
        var answer = await connection.AskAsync("say what it is", ShellText.Script(Questions), input: null, Patience, cancellationToken);
        var said = answer.Output.Where(line => line.StartsWith(Mark, StringComparison.Ordinal))
            .Select(line => line[Mark.Length..].Split(' ', 2)).ToDictionary(parts => parts[0], parts => parts[1]);
        var entry = connection.Entry;
        if (said.GetValueOrDefault("system") is { Length: > 0 } system and not "Linux")
        {
            throw new RigFailureException($"{entry} runs {system}, and bpftrace runs on Linux alone", $"name another host in {entry.Record}");
        }

        return said.Count == 5 && int.TryParse(said["user"], NumberStyles.None, CultureInfo.InvariantCulture, out var user)
            && said["machine"].Length > 0 && said["boot"].Length > 0 && said["cache"].StartsWith('/')
            ? new HostIdentity(said["machine"], said["boot"], user, said["cache"])
            : throw new RigFailureException(
                $"{entry} does not answer what a Linux host answers: {answer.Words}",
                $"let user '{entry.Host.User}' run commands there (a login shell, a home, no forced command)");
    }
}
