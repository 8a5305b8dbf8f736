using System.Diagnostics;
using TraceToll.Agent;
using TraceToll.Protocol;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Lines;

public class AgentConsoleTests
{
    [Fact]
    public void Who_waits_for_a_command_is_never_early()
    {
        using var input = new SilentInput();
        using var console = new AgentConsole(input, TextWriter.Null, TimeSpan.FromMinutes(1));

        for (var i = 0; i < 20; i++)
        {
            var start = Stopwatch.GetTimestamp();
            Assert.Null(console.WaitForCommand(TimeSpan.FromMilliseconds(7)));
            Assert.True(Stopwatch.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(7));
        }
    }

    [Fact]
    public async Task Waking_ends_a_wait_or_the_next_one()
    {
        using var input = new SilentInput();
        using var console = new AgentConsole(input, TextWriter.Null, TimeSpan.FromMinutes(1));

        console.Wake();
        Assert.Null(console.WaitForCommand(Timeout.InfiniteTimeSpan));

        var waiting = Task.Run(() => console.WaitForCommand(Timeout.InfiniteTimeSpan));
        Assert.NotSame(waiting, await Task.WhenAny(waiting, Task.Delay(50)));
        console.Wake();
        Assert.Null(await waiting.WaitAsync(Patience.Long));
    }

    [Fact]
    public void A_command_goes_before_a_wake()
    {
        using var input = new SilentInput("""{"type":"finish"}""");
        using var console = new AgentConsole(input, TextWriter.Null, TimeSpan.FromMinutes(1));
        Assert.True(input.WaitUntilRead(Patience.Long));

        console.Wake();
        Assert.IsType<Finish>(console.WaitForCommand(Timeout.InfiniteTimeSpan));
        Assert.Null(console.WaitForCommand(Timeout.InfiniteTimeSpan));
    }

    /// <summary>Some lines, and then neither a line nor an end.</summary>
    private sealed class SilentInput(params string[] lines) : TextReader
    {
        private readonly Queue<string> _lines = new(lines);
        private readonly ManualResetEventSlim _allRead = new();
        private readonly ManualResetEventSlim _closed = new();

        // The line before is taken when the next one is asked for.
        public bool WaitUntilRead(TimeSpan patience) => _allRead.Wait(patience);

        public override string? ReadLine()
        {
            if (_lines.TryDequeue(out var line))
            {
                return line;
            }

            _allRead.Set();
            _closed.Wait();
            return null;
        }

        protected override void Dispose(bool disposing)
        {
            _closed.Set();
            base.Dispose(disposing);
        }
    }
}
