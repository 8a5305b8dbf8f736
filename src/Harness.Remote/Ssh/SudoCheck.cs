using System.Text.RegularExpressions;

namespace TraceToll.Remote.Ssh;

/// <summary>Tries whether the agent can be started as root, by the same command that starts it later.</summary>
internal static partial class SudoCheck
{
    // -n: a question for a password could not be answered, and would hang.
    public const string Prefix = "sudo -n -- ";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <exception cref="RigFailureException">sudo refuses, asks for a password, or is not there.</exception>
    public static async Task RequireAsync(SshConnection connection, HostIdentity identity, string agentPath, CancellationToken cancellationToken)
    {
        var answer = await connection.AskAsync("start the agent with sudo", $"exec {Prefix}{ShellText.Quote([agentPath, "--version"])}", input: null, Patience, cancellationToken);
        if (answer.ExitCode != 0)
        {
            var entry = connection.Entry;
            throw new RigFailureException($"user '{entry.Host.User}' cannot become root on {entry} with 'sudo -n': {answer.Words}",
                $"put the line '{entry.Host.User} ALL=(root) NOPASSWD: {Escape(identity.Cache)}/tracetoll-agent-*' into /etc/sudoers.d/tracetoll there (it makes that user root in effect: who can write that folder is), "
                + $"log in as root, or take \"sudo\" out of {entry.Record} and trace nothing");
        }
    }

    // What means something else in sudoers(5).
    private static string Escape(string path) => SudoersCharacter().Replace(path, @"\$0");

    [GeneratedRegex(@"[ ,:=\\*?\[\]!]")]
    private static partial Regex SudoersCharacter();
}
