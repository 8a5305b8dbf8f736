using System.Runtime.InteropServices;

namespace TraceToll.Agent.Native;

/// <summary>A connected TCP socket, used by one thread without waiting, straight through the C library.</summary>
/// <remarks>Not through .NET's sockets: one asynchronous call there would move every later one to an epoll thread.</remarks>
internal readonly unsafe struct Endpoint(int descriptor)
{
    private const short Readable = 1;
    private const short Writable = 4;
    private const int SocketLevel = 1;
    private const int BusyPollOption = 46;
    private const int BusyPollUs = 50;

    public int Descriptor => descriptor;

    /// <summary>From now on each look lets the kernel look into the network card's queue too.</summary>
    /// <exception cref="AgentFailure">The kernel refuses it.</exception>
    public void BusyPoll()
    {
        var us = BusyPollUs;
        if (Libc.SetSocketOption(descriptor, SocketLevel, BusyPollOption, &us, sizeof(int)) != 0)
        {
            throw new AgentFailure($"the kernel refuses to busy-poll: {Marshal.GetLastPInvokeErrorMessage()}",
                "start the agent as root, raise net.core.busy_read to 50, or take another idle strategy");
        }
    }

    /// <summary>Bytes read; 0 when nothing is there; <see cref="Closed"/> when the peer is gone, <see cref="Silent"/> when it answers no more.</summary>
    public int Receive(byte* buffer, int length)
    {
        var count = (int)Libc.Receive(descriptor, buffer, length, Libc.DontWait);
        return count > 0 ? count : count == 0 ? Closed : NothingOrClosed();
    }

    /// <summary>Bytes written; 0 when the socket's buffer is full; <see cref="Closed"/> or <see cref="Silent"/> as above.</summary>
    public int Send(byte* buffer, int length)
    {
        var count = (int)Libc.Send(descriptor, buffer, length, Libc.DontWait | Libc.NoSignal);
        return count >= 0 ? count : NothingOrClosed();
    }

    public const int Closed = -1;

    public const int Silent = -2;

    /// <summary>Sleeps until something can be read (or written, if asked for), or the time is over.</summary>
    public void Wait(long ns, bool alsoWritable)
    {
        var poll = new Libc.PollDescriptor { Descriptor = descriptor, Events = alsoWritable ? (short)(Readable | Writable) : Readable };
        var time = new Libc.TimeSpec { Seconds = ns / 1_000_000_000, Nanoseconds = ns % 1_000_000_000 };
        _ = Libc.Poll(&poll, 1, &time, null);
    }

    private static int NothingOrClosed() => Marshal.GetLastPInvokeError() switch
    {
        Libc.WouldBlock or Libc.Interrupted => 0,
        Libc.TimedOut => Silent,
        _ => Closed,
    };
}
