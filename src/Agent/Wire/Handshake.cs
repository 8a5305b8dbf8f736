using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace TraceToll.Agent.Wire;

/// <summary>Both ends of the first exchange on a connection. Plain blocking calls with a deadline: nothing is measured yet.</summary>
internal static class Handshake
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The sender's end.</summary>
    /// <exception cref="AgentFailure">The responder turned this sender away, or said something else than welcome.</exception>
    public static void Introduce(Socket socket, Hello hello)
    {
        try
        {
            socket.ReceiveTimeout = (int)Patience.TotalMilliseconds;
            socket.Send(hello.ToFrame());
            var answer = new byte[FrameHeader.Size];
            if (Fill(socket, answer) && MemoryMarshal.Read<FrameHeader>(answer).IsWellFormed(FrameKind.Welcome, FrameHeader.Size))
            {
                return;
            }
        }
        catch (SocketException)
        {
            // Said below: the same as being turned away.
        }

        throw new AgentFailure($"the responder at {socket.RemoteEndPoint} turned this sender away, or is no responder",
            "start both with the same token and the same agent version");
    }

    /// <summary>The responder's end, up to its answer; null when the peer has not got the token, or does not speak this protocol.</summary>
    public static Hello? Admit(Socket socket, string token)
    {
        try
        {
            socket.ReceiveTimeout = (int)Patience.TotalMilliseconds;
            var start = new byte[FrameHeader.Size];
            if (!Fill(socket, start))
            {
                return null;
            }

            var header = MemoryMarshal.Read<FrameHeader>(start);
            if (!header.IsWellFormed(FrameKind.Hello, Hello.LongestFrame))
            {
                return null;
            }

            var payload = new byte[header.Length - FrameHeader.Size];
            if (!Fill(socket, payload) || Hello.Read(payload) is not { } hello || hello.Token != token)
            {
                return null;
            }

            return hello;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    /// <summary>The responder's answer: all is ready for messages.</summary>
    /// <exception cref="SocketException">The peer has gone.</exception>
    public static void Welcome(Socket socket)
    {
        var welcome = new FrameHeader { Length = FrameHeader.Size, Version = FrameHeader.CurrentVersion, Kind = FrameKind.Welcome };
        socket.Send(MemoryMarshal.AsBytes(new ReadOnlySpan<FrameHeader>(ref welcome)));
    }

    private static bool Fill(Socket socket, Span<byte> buffer)
    {
        // The socket's own timeout bounds one read; a peer that drips bytes is bounded by this clock.
        var deadline = Clock.NowNs + (long)Patience.TotalNanoseconds;
        while (buffer.Length > 0)
        {
            var count = socket.Receive(buffer);
            if (count == 0 || Clock.NowNs > deadline)
            {
                return false;
            }

            buffer = buffer[count..];
        }

        return true;
    }
}
