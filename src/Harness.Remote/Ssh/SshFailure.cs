using System.Net.Sockets;
using Renci.SshNet.Common;

namespace TraceToll.Remote.Ssh;

/// <summary>Why a connection could not be opened, or was lost, in one sentence each.</summary>
internal static class SshFailure
{
    // OpenSSH's words; its usual MaxAuthTries is 6.
    private const string TooMany = "too many authentication failures";

    /// <param name="entry">The host.</param>
    /// <param name="keys">How many keys could be offered to it.</param>
    /// <param name="offered">The host key that was offered; null when it did not come to that.</param>
    /// <param name="failure">What SSH.NET says.</param>
    public static RigFailureException OfOpening(HostEntry entry, int keys, OfferedKey? offered, Exception failure) => failure switch
    {
        _ when offered is { Trusted: false } => OfKey(entry, offered),
        SshConnectionException when failure.Message.Contains(TooMany, StringComparison.OrdinalIgnoreCase) && entry.Host.Key == null => new RigFailureException(
            $"{entry} ends the login of user '{entry.Host.User}' before it has seen all {keys} keys of the SSH agent: {Line(failure)}",
            $"name the key that logs in with \"key\" of {entry.Record}, or take others out of the agent (ssh-add -d)"),
        SshAuthenticationException => new RigFailureException(
            $"{entry} does not let user '{entry.Host.User}' in with {SshKeys.Name(entry)}: {Line(failure)}",
            $"put the public key into that user's ~/.ssh/authorized_keys there, or change \"user\" or \"key\" of {entry.Record}"),
        InvalidDataException or IOException => new RigFailureException(
            $"{SshKeys.Name(entry)} could not sign for {entry}: {Line(failure)}", "look at the SSH agent: 'ssh-add -l'"),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => new RigFailureException(
            $"{entry} has no address: {Line(failure)}", $"change \"address\" of {entry.Record}, or mend the name service"),
        SocketException or SshOperationTimeoutException => new RigFailureException(
            $"{entry} cannot be reached: {Line(failure)}",
            $"look whether it is up, sshd runs there and nothing blocks the port; \"address\" and \"port\" of {entry.Record} say where"),
        _ => new RigFailureException($"{entry} speaks no SSH that can be used: {Line(failure)}", $"look what listens at \"address\" and \"port\" of {entry.Record}"),
    };

    public static RigFailureException OfLoss(HostEntry entry, string why) => new(
        $"the SSH connection to {entry} was lost: {why}", "look at the host, at its sshd and at the network, and measure again");

    private static RigFailureException OfKey(HostEntry entry, OfferedKey offered)
    {
        var line = $"\"hostKey\": \"{offered.Fingerprint}\",";
        var compare = $"ssh-keygen -lf /etc/ssh/ssh_host_{offered.FileKind}_key.pub, run on the host, prints it";
        return entry.Host.HostKey is { } known
            ? new RigFailureException($"{entry} has another host key than hosts.json says: it offers {offered.Kind} {offered.Fingerprint}, and {known} is expected",
                $"somebody may sit in between, so find out why; if the host is right ({compare}), change the line of {entry.Record} to: {line}")
            : new RigFailureException($"the host key of {entry} is not known: it offers {offered.Kind} {offered.Fingerprint}",
                $"if the host is right ({compare}), add this line to {entry.Record}: {line}");
    }

    private static string Line(Exception failure) => failure.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
