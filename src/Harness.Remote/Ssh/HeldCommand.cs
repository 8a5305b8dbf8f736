using System.Globalization;

namespace TraceToll.Remote.Ssh;

/// <summary>
/// A command whose shell outlives it: it says the command's exit code, then takes the rest of the input, to its end. So the channel is never
/// closed while somebody writes to it. SSH.NET does not keep the two apart, and OpenSSH breaks off a connection over what comes for a channel that is closed.
/// </summary>
/// <param name="command">A command of the POSIX shell.</param>
/// <param name="output">Takes each line of the command's standard output.</param>
internal sealed class HeldCommand(string command, Action<string> output)
{
    private const string Mark = "tracetoll: ended with ";

    private readonly TaskCompletionSource<int> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>For the login shell. Its own standard error is not heard: bash says all of a command that was killed.</summary>
    public string Text => ShellText.Script($"""
        exec 3>&2 2> /dev/null
        {command} 2>&3 3>&-
        printf '{Mark}%d\n' $?
        exec cat > /dev/null
        """);

    /// <summary>Takes each line of the shell's standard output.</summary>
    public void Hear(string line)
    {
        // What was killed may have left a line without its end.
        var at = line.LastIndexOf(Mark, StringComparison.Ordinal);
        if (at < 0 || !int.TryParse(line.AsSpan(at + Mark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var exitCode))
        {
            output(line);
            return;
        }

        if (at > 0)
        {
            output(line[..at]);
        }

        _ended.TrySetResult(exitCode);
    }

    /// <summary>Writes until all is written or the command has ended, and something in any case: SSH.NET says nothing of the end of an input that had no beginning.</summary>
    /// <param name="input">The shell's standard input.</param>
    /// <param name="writeInput">Writes to the command.</param>
    /// <param name="stop">Stops.</param>
    public async Task WriteAsync(Stream input, Func<Stream, CancellationToken, Task> writeInput, CancellationToken stop)
    {
        // Agents do not mind empty lines.
        await input.WriteAsync("\n"u8.ToArray(), stop);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var writing = writeInput(input, over.Token);
        await Task.WhenAny(writing, _ended.Task);
        await over.CancelAsync();
        try
        {
            await writing;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
        }
    }

    /// <summary>Of the command where it was said; else of the shell, which was killed then.</summary>
    public int ExitCode(int ofShell) => _ended.Task.IsCompleted ? _ended.Task.Result : ofShell;
}
