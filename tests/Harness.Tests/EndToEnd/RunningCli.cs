using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit;

namespace TraceToll.Tests.EndToEnd;

/// <summary>The CLI as a process, with what it says, and the processes that come from it.</summary>
internal sealed class RunningCli : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _error = new();
    private readonly StringBuilder _output = new();

    public RunningCli(IReadOnlyDictionary<string, string> environment, params string[] arguments)
        : this([], environment, arguments)
    {
    }

    /// <param name="launcher">A command that execs what is added to it; none: it is started itself.</param>
    /// <param name="environment">Variables beside ours.</param>
    /// <param name="arguments">Of the CLI.</param>
    public RunningCli(IReadOnlyList<string> launcher, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        string[] command = [.. launcher, "dotnet"];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "TraceToll.Cli.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_error, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public int ExitCode => _process.ExitCode;

    public string Output => Text(_output);

    public string Error => Text(_error);

    public async Task WaitUntilItSaysAsync(string words)
    {
        await Eventually.HoldsAsync(() => Error.Contains(words, StringComparison.Ordinal) || _process.HasExited, () => $"'{words}' in:\n{Error}");
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"the CLI ended with {ExitCode} before it said '{words}':\n{Error}\n{Output}");
        }
    }

    public async Task<int> WaitForEndAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Fails with what the CLI said when it ends with another exit code.</summary>
    public async Task EndsWithAsync(int exitCode)
    {
        var ended = await WaitForEndAsync();
        Assert.True(ended == exitCode, $"the CLI ended with {ended}, not {exitCode}:\n{Error}\n{Output}");
    }

    /// <summary>All processes below the CLI whose command line has this in it.</summary>
    public IReadOnlyList<int> Descendants(string commandPart) =>
        [.. ProcessTree.Below(Id).Where(process => ProcessTree.CommandLine(process).Contains(commandPart, StringComparison.Ordinal))];

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.Append(CultureInfo.InvariantCulture, $"{line}\n");
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
