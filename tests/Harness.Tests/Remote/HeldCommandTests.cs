using TraceToll.Remote.Ssh;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Remote;

/// <summary>Commands that end while they are written to, over a real SSH server.</summary>
public sealed class HeldCommandTests(RemotePair pair) : IClassFixture<RemotePair>
{
    [SkippableTheory]
    [InlineData("true", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("kill -9 $$", 137)]
    [InlineData("head -n 50 > /dev/null", 0)]
    public async Task One_that_ends_while_it_is_written_to_breaks_no_connection(string command, int exitCode)
    {
        RemotePair.Require();
        await using var connection = await OpenAsync();
        for (var round = 0; round < 10; round++)
        {
            List<string> lines = [];
            var held = new HeldCommand($"sh -c {ShellText.Quote($"echo 'half a line' && printf more; {command}")}", lines.Add);

            var ofShell = await connection.RunAsync(held.Text, (input, stop) => held.WriteAsync(input, WriteOnAsync, stop), held.Hear, _ => { }, Patience.Limit());

            Assert.Equal(exitCode, held.ExitCode(ofShell));
            Assert.Equal(["half a line", "more"], lines);
            Assert.False(connection.Lost.IsCompleted);
        }
    }

    [SkippableFact]
    public async Task One_that_reads_gets_all_that_was_written()
    {
        RemotePair.Require();
        await using var connection = await OpenAsync();
        List<string> lines = [];
        var held = new HeldCommand("wc -c", lines.Add);

        await connection.RunAsync(held.Text, (input, stop) => held.WriteAsync(input, (stream, cut) => stream.WriteAsync(new byte[300_000], cut).AsTask(), stop), held.Hear, _ => { }, Patience.Limit());

        Assert.Equal("300001", Assert.Single(lines).Trim());
    }

    private static async Task WriteOnAsync(Stream input, CancellationToken stop)
    {
        for (; ; await Task.Yield())
        {
            await input.WriteAsync("a line that nobody may read\n"u8.ToArray(), stop);
        }
    }

    private Task<SshConnection> OpenAsync() => SshConnection.OpenAsync(HostEntry.Of(pair.Hosts)[0], Patience.Limit());
}
