using System.IO.Pipelines;
using System.Net.Sockets;
using Docker.DotNet;

namespace TraceToll.Containers;

/// <summary>What goes in and out of a container that is attached to, until its output ends.</summary>
internal static class AttachedTalk
{
    public static async Task RunAsync(MultiplexedStream attached, Func<Stream, CancellationToken, Task> writeInput, Action<string> output, Action<string> error)
    {
        using var end = new CancellationTokenSource();
        var (commands, said, complained) = (new Pipe(), new Pipe(), new Pipe());
        Task[] sides =
        [
            UntilBrokenAsync(() => WriteAsync(commands.Writer, writeInput, end.Token)),
            UntilBrokenAsync(() => PassOnAsync(commands.Reader, attached, end.Token)),
            ReadLinesAsync(said.Reader, output),
            ReadLinesAsync(complained.Reader, error),
        ];
        await UntilBrokenAsync(() => attached.CopyOutputToAsync(Stream.Null, said.Writer.AsStream(), complained.Writer.AsStream(), CancellationToken.None));
        await said.Writer.CompleteAsync();
        await complained.Writer.CompleteAsync();
        await end.CancelAsync();
        await Task.WhenAll(sides);
    }

    private static async Task WriteAsync(PipeWriter commands, Func<Stream, CancellationToken, Task> writeInput, CancellationToken end)
    {
        await writeInput(commands.AsStream(leaveOpen: true), end);
        await commands.CompleteAsync();
    }

    private static async Task PassOnAsync(PipeReader commands, MultiplexedStream attached, CancellationToken end)
    {
        await attached.CopyFromAsync(commands.AsStream(), end);
        attached.CloseWrite();
    }

    private static async Task ReadLinesAsync(PipeReader reader, Action<string> hear)
    {
        using var lines = new StreamReader(reader.AsStream());
        while (await lines.ReadLineAsync() is { } line)
        {
            hear(line);
        }
    }

    /// <summary>A connection that breaks is an end like any other: what ended is found out from the engine.</summary>
    private static async Task UntilBrokenAsync(Func<Task> talk)
    {
        try
        {
            await talk();
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
        }
    }
}
