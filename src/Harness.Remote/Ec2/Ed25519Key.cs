using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Utilities;

namespace TraceToll.Remote.Ec2;

/// <summary>A key of SSH that is made here, so that the private half of it never comes from elsewhere.</summary>
internal sealed class Ed25519Key
{
    private Ed25519Key(string privateKey, string publicKey, string fingerprint)
    {
        PrivateKey = privateKey;
        PublicKey = publicKey;
        Fingerprint = fingerprint;
    }

    /// <summary>As OpenSSH keeps it in a file, without a passphrase.</summary>
    public string PrivateKey { get; }

    /// <summary>The one line of a <c>.pub</c> file.</summary>
    public string PublicKey { get; }

    /// <summary>As OpenSSH prints it: <c>SHA256:</c> and base64 without padding.</summary>
    public string Fingerprint { get; }

    public static Ed25519Key Create(string comment)
    {
        var seed = RandomNumberGenerator.GetBytes(Ed25519PrivateKeyParameters.KeySize);
        var secret = new Ed25519PrivateKeyParameters(seed);
        CryptographicOperations.ZeroMemory(seed);
        var blob = OpenSshPublicKeyUtilities.EncodePublicKey(secret.GeneratePublicKey());
        return new Ed25519Key(
            Armoured(OpenSshPrivateKeyUtilities.EncodePrivateKey(secret)),
            $"ssh-ed25519 {Convert.ToBase64String(blob)} {comment}",
            "SHA256:" + Convert.ToBase64String(SHA256.HashData(blob)).TrimEnd('='));
    }

    // 70 characters a line, as ssh-keygen writes it.
    private static string Armoured(byte[] blob)
    {
        var text = new StringBuilder("-----BEGIN OPENSSH PRIVATE KEY-----\n");
        foreach (var line in Convert.ToBase64String(blob).Chunk(70))
        {
            text.Append(line).Append('\n');
        }

        return text.Append("-----END OPENSSH PRIVATE KEY-----\n").ToString();
    }
}
