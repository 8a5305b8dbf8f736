using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace TraceToll.Agent.Native;

/// <summary>Says which of many sockets can be read, in one call (epoll). For one thread.</summary>
internal sealed unsafe class ReadySet : IDisposable
{
    private const int Most = 256;
    private const int Add = 1;
    private const int Readable = 1;

    // struct epoll_event: four bytes of events and eight of data, which x86-64 packs and others align.
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int EventBytes = DataOffset + sizeof(long);

    private readonly int _epoll = Libc.CreateEpoll(0) is >= 0 and var epoll
        ? epoll
        : throw new AgentFailure($"sockets cannot be watched: {Marshal.GetLastPInvokeErrorMessage()}", "raise the limit of open files (ulimit -n)");

    private readonly byte* _events = (byte*)NativeMemory.AllocZeroed((nuint)(Most * EventBytes));

    /// <summary>Watches a socket; one that is closed is not watched any more.</summary>
    /// <param name="descriptor">The socket.</param>
    /// <param name="number">What <see cref="Number"/> calls it.</param>
    public void Watch(int descriptor, int number)
    {
        var epollEvent = stackalloc byte[EventBytes];
        new Span<byte>(epollEvent, EventBytes).Clear();
        BinaryPrimitives.WriteInt32LittleEndian(new Span<byte>(epollEvent, sizeof(int)), Readable);
        *(long*)(epollEvent + DataOffset) = number;
        if (Libc.ControlEpoll(_epoll, Add, descriptor, epollEvent) != 0)
        {
            throw new AgentFailure($"a socket cannot be watched: {Marshal.GetLastPInvokeErrorMessage()}", "raise fs.epoll.max_user_watches, or ask for fewer connections");
        }
    }

    /// <summary>How many can be read now; no waiting.</summary>
    public int Look() => Math.Max(0, Libc.WaitEpoll(_epoll, _events, Most, timeoutMs: 0));

    /// <summary>Which one the <paramref name="index"/>-th of the last look is.</summary>
    public int Number(int index) => (int)*(long*)(_events + (index * EventBytes) + DataOffset);

    /// <summary>Sleeps until one can be read, or the time is over.</summary>
    public void Wait(long ns) => new Endpoint(_epoll).Wait(ns, alsoWritable: false);

    public void Dispose()
    {
        _ = Libc.Close(_epoll);
        NativeMemory.Free(_events);
    }
}
