using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using TraceToll.Agent.Wire;

namespace TraceToll.Tests.Support;

/// <summary>A connection to a responder on which a test can send what no sender would.</summary>
internal sealed class RawPeer : IDisposable
{
    public const int MessageBytes = 64;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public RawPeer(int port)
    {
        _socket.ReceiveTimeout = (int)Patience.Long.TotalMilliseconds;
        _socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
    }

    public static byte[] Hello(string token = TestAgent.Token, int replyEvery = 1) =>
        new Hello(new ConnectionLoad(replyEvery, FirstReply: 0, MessageBytes, MessageBytes, FrameHeader.Size), token).ToFrame();

    public static byte[] Message(long sequence, int length = MessageBytes, byte version = FrameHeader.CurrentVersion, FrameKind kind = FrameKind.Message)
    {
        var frame = new byte[MessageBytes];
        var header = new FrameHeader { Length = length, Version = version, Kind = kind, Sequence = sequence, DueNs = 1000 + sequence };
        MemoryMarshal.Write(frame, in header);
        return frame;
    }

    /// <summary>Sends; that the responder has closed already is no failure of the test.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _socket.Send(bytes);
        }
        catch (SocketException)
        {
        }
    }

    public void StopSending()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
        }
    }

    public FrameHeader ReceiveHeader()
    {
        var bytes = new byte[FrameHeader.Size];
        for (var held = 0; held < bytes.Length;)
        {
            var read = _socket.Receive(bytes.AsSpan(held));
            held += read > 0 ? read : throw new InvalidOperationException($"the responder closed after {held} bytes of a header");
        }

        return MemoryMarshal.Read<FrameHeader>(bytes);
    }

    /// <summary>Reads until the responder has closed the connection.</summary>
    public void WaitUntilClosed()
    {
        var buffer = new byte[4096];
        try
        {
            while (_socket.Receive(buffer) > 0)
            {
            }
        }
        catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
        {
            // The same, with bytes of ours unread.
        }
    }

    public void Dispose() => _socket.Dispose();
}
