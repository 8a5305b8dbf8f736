using Renci.SshNet.Common;

namespace TraceToll.Remote.Ssh;

/// <summary>The key that a host proves to have.</summary>
/// <param name="Kind">Its kind, as SSH names it.</param>
/// <param name="Fingerprint">As <c>ssh-keygen -l</c> prints it.</param>
/// <param name="Trusted">Whether it is the one that hosts.json has.</param>
internal sealed record OfferedKey(string Kind, string Fingerprint, bool Trusted)
{
    public static OfferedKey Of(HostKeyEventArgs offered, string? known)
    {
        var fingerprint = $"SHA256:{offered.FingerPrintSHA256}";
        return new OfferedKey(offered.HostKeyName, fingerprint, fingerprint == known);
    }

    /// <summary>What OpenSSH calls the kind in the names of its files.</summary>
    public string FileKind => Kind.StartsWith("ecdsa", StringComparison.Ordinal) ? "ecdsa" : Kind.StartsWith("rsa", StringComparison.Ordinal) ? "rsa" : "ed25519";
}
