using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using TraceToll.Agent.Facts;
using TraceToll.Agent.Native;

namespace TraceToll.Agent.Trace;

/// <summary>A bpftrace that is under way. Disposing ends it, whatever it takes.</summary>
internal sealed class BpftraceProcess : IDisposable
{
    private const int InterruptSignal = 2;
    private const int LongestWords = 2000;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly LogFolder _folder;
    private readonly string _commandLine;

    private BpftraceProcess(Process process, LogFolder folder, string commandLine)
    {
        _process = process;
        _folder = folder;
        _commandLine = commandLine;
    }

    public int Id => _process.Id;

    public int ExitCode => _process.ExitCode;

    public static BpftraceProcess Start(string bpftrace, IEnumerable<string> arguments, LogFolder folder)
    {
        string[] command = [bpftrace, .. arguments];
        try
        {
            var process = Containment.Start(command, folder.Output, folder.Errors);
            return new BpftraceProcess(process, folder, string.Join(' ', command));
        }
        catch (Win32Exception failure)
        {
            throw new AgentFailure($"{bpftrace} cannot be started: {failure.Message}",
                "look whether processes can be started on this host at all");
        }
    }

    public void Interrupt()
    {
        if (!_process.HasExited)
        {
            _ = Libc.Kill(_process.Id, InterruptSignal);
        }
    }

    /// <summary>Whether it still means to catch SIGINT: from the moment that it ends by one it does not any more.</summary>
    public bool CatchesInterrupt =>
        ulong.TryParse(KeyedText.Value(ProcFile.Read(string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/status")), "SigCgt", ':'),
            NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var caught) && (caught & (1UL << (InterruptSignal - 1))) != 0;

    public bool WaitForEnd(TimeSpan patience) => _process.WaitForExit(patience);

    /// <summary>For the time when it has to run.</summary>
    public void RequireRunning()
    {
        if (!_process.HasExited)
        {
            return;
        }

        // .NET reports the death by a signal as the shells do; bpftrace itself ends with 255 at times.
        throw _process.ExitCode switch
        {
            > 128 and <= 192 => Failure($"bpftrace was killed by signal {_process.ExitCode - 128}",
                "find out who killed it; dmesg tells whether memory ran out"),
            0 => Failure("bpftrace ended by itself with exit code 0", "a script runs until it is told to end: take its exit() out"),
            var code => Failure($"bpftrace ended by itself with exit code {code}", "correct what it complains about"),
        };
    }

    /// <summary>A failure that quotes what bpftrace said.</summary>
    public AgentFailure Failure(string what, string remedy) => new($"{what}: {Words()}", $"{remedy}; by hand it is: {_commandLine}");

    /// <summary>What bpftrace complained about so far, or the beginning of its output.</summary>
    public string Words()
    {
        string[] errors = [.. Beginning(_folder.Errors)];
        // Only a script that has nothing to complain about speaks through its output.
        var words = string.Join('\n', errors.Length > 0 ? errors : Beginning(_folder.Output));
        return words.Length == 0 ? "it said nothing" : words;
    }

    public void Dispose()
    {
        Interrupt();
        if (!_process.WaitForExit(Grace))
        {
            _process.Kill();
            _process.WaitForExit(Grace);
        }

        _process.Dispose();
    }

    // bpftrace raises this limit although kernels since 5.11 do not look at it, and complains where it may not.
    private static bool IsNoise(string line) =>
        line.Contains("couldn't set RLIMIT_MEMLOCK", StringComparison.Ordinal) || TracerWords.IsAttachment(Encoding.UTF8.GetBytes(line));

    private static string[] Beginning(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            var buffer = new char[LongestWords];
            var lines = new string(buffer, 0, reader.ReadBlock(buffer)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return [.. lines.Where(line => !IsNoise(line))];
        }
        catch (IOException)
        {
            return [];
        }
    }
}
