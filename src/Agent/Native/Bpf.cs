using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace TraceToll.Agent.Native;

/// <summary>The bpf(2) calls that the agent makes itself; the C library has none for them.</summary>
internal static unsafe class Bpf
{
    public const int NotFound = 2;

    private const int ProgramHandleById = 13;
    private const int EnableStatistics = 32;

    private static readonly nint CallNumber = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 280 : 321;

    /// <summary>The kernel counts program runs until the handle is closed; null where it refuses.</summary>
    public static SafeFileHandle? CountRuns()
    {
        // One 32-bit field: BPF_STATS_RUN_TIME.
        var kind = 0u;
        return Handle(Libc.Syscall(CallNumber, EnableStatistics, &kind, sizeof(uint)));
    }

    /// <summary>Opens a program that somebody has loaded; null and the error number where that fails.</summary>
    public static SafeFileHandle? OpenProgram(long id, out int error)
    {
        // The program's id, the next id (an answer of other commands) and flags.
        var attributes = stackalloc uint[3] { (uint)id, 0, 0 };
        var handle = Handle(Libc.Syscall(CallNumber, ProgramHandleById, attributes, 3 * sizeof(uint)));
        error = handle is null ? Marshal.GetLastPInvokeError() : 0;
        return handle;
    }

    private static SafeFileHandle? Handle(nint result) => result < 0 ? null : new SafeFileHandle(result, ownsHandle: true);
}
