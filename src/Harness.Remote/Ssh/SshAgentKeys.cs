using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Renci.SshNet;
using Renci.SshNet.Security;

namespace TraceToll.Remote.Ssh;

/// <summary>The keys that an SSH agent holds. They never leave it: it is asked to sign (draft-ietf-sshm-ssh-agent).</summary>
internal sealed class SshAgentKeys : IPrivateKeySource
{
    private const byte RequestIdentities = 11;
    private const byte IdentitiesAnswer = 12;
    private const byte SignRequest = 13;
    private const byte SignResponse = 14;
    private const int LongestAnswer = 1 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // RSA keys sign in several ways; the agent is told which by a flag. One of them, since servers count what they are offered, and the one
    // that servers should have (RFC 8332: rsa-sha2-512 they may have).
    private static readonly (string Name, uint Flag) RsaWay = ("rsa-sha2-256", 2);

    private readonly string _socket;

    private SshAgentKeys(string socket) => _socket = socket;

    public IReadOnlyCollection<HostAlgorithm> HostKeyAlgorithms { get; private init; } = [];

    public static SshAgentKeys Read(string socket)
    {
        var answer = new SshFields(Ask(socket, [RequestIdentities], IdentitiesAnswer));
        List<HostAlgorithm> keys = [];
        var source = new SshAgentKeys(socket) { HostKeyAlgorithms = keys };
        for (var left = answer.ReadNumber(); left > 0; left--)
        {
            var key = answer.ReadBytes();
            answer.ReadBytes();
            var kind = Encoding.ASCII.GetString(new SshFields(key).ReadBytes());
            var (name, flag) = kind == "ssh-rsa" ? RsaWay : (kind, 0);
            keys.Add(new AgentKey(source, name, key, flag));
        }

        return source;
    }

    private byte[] Sign(byte[] key, byte[] data, uint flags) => new SshFields(
        Ask(_socket, [SignRequest, .. SshFields.Write(key), .. SshFields.Write(data), .. SshFields.Number(flags)], SignResponse)).ReadBytes();

    private static byte[] Ask(string path, byte[] question, byte expected)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
        {
            ReceiveTimeout = (int)Patience.TotalMilliseconds,
            SendTimeout = (int)Patience.TotalMilliseconds,
        };
        socket.Connect(new UnixDomainSocketEndPoint(path));
        using var stream = new NetworkStream(socket);
        stream.Write(SshFields.Write(question));
        var length = new byte[4];
        stream.ReadExactly(length);
        var size = BinaryPrimitives.ReadUInt32BigEndian(length);
        if (size is < 1 or > LongestAnswer)
        {
            throw new InvalidDataException($"its answer has {size} bytes");
        }

        var answer = new byte[size];
        stream.ReadExactly(answer);
        return answer[0] == expected ? answer[1..] : throw new InvalidDataException($"it answered with {answer[0]} where {expected} had to come: it refuses");
    }

    private sealed class AgentKey(SshAgentKeys agent, string name, byte[] key, uint flags) : HostAlgorithm(name)
    {
        public override byte[] Data => key;

        public override byte[] Sign(byte[] data) => agent.Sign(key, data, flags);

        public override bool VerifySignature(byte[] data, byte[] signature) => throw new NotSupportedException("these keys only sign");
    }
}
