using System.Diagnostics;
using TraceToll.Experiments;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Agents;

/// <summary>In folders of the tests' own: the machine's lock may be held by a measurement.</summary>
public sealed class MeasurementLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("new")]
    [InlineData(".")]
    public async Task Is_taken_whether_its_folder_is_there_or_not(string name)
    {
        var folder = _folder.File(name);

        await using (await TakeAsync(folder, _ => Assert.Fail("nobody holds it")))
        {
            Assert.Contains($"process {Environment.ProcessId} of", File.ReadAllText(Path.Combine(folder, "holder")), StringComparison.Ordinal);
        }

        // Again: what a holder leaves behind holds nothing.
        await using var again = await TakeAsync(folder, _ => Assert.Fail("nobody holds it"));
    }

    [Fact]
    public async Task Can_be_taken_by_another_user_afterwards()
    {
        const UnixFileMode Everybody = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        var folder = _folder.File("new");

        await using var held = await TakeAsync(folder, _ => { });

        Assert.All([folder, Path.Combine(folder, "lock"), Path.Combine(folder, "holder")], path => Assert.Equal(Everybody, File.GetUnixFileMode(path) & Everybody));
    }

    [Fact]
    public async Task The_second_waits_and_is_told_the_holder()
    {
        var told = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = await TakeAsync(_folder.Path, _ => { });

        var second = TakeAsync(_folder.Path, holder => told.TrySetResult(holder));

        Assert.StartsWith($"process {Environment.ProcessId} of {Environment.UserName} (", await told.Task.WaitAsync(Patience.Long), StringComparison.Ordinal);
        Assert.False(second.IsCompleted);
        await first.DisposeAsync();
        await using var taken = await second.WaitAsync(Patience.Long);
    }

    [Fact]
    public async Task Waiting_can_be_given_up()
    {
        await using var first = await TakeAsync(_folder.Path, _ => { });
        using var cancel = new CancellationTokenSource();

        var second = MeasurementLock.TakeAsync(_folder.Path, _ => cancel.Cancel(), TimeProvider.System, cancel.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.WaitAsync(Patience.Long));
    }

    [SkippableFact]
    public async Task Dies_with_its_holder()
    {
        Skip.IfNot(File.Exists("/usr/bin/flock"), "flock is not here; sudo apt-get install util-linux");
        File.WriteAllText(_folder.File("holder"), "process 1 of somebody else");
        // Another process that holds the lock by the same call of the kernel, says so, and waits for its standard input. -o: its
        // child does not inherit the lock, so that it is flock's own.
        using var holder = Process.Start(new ProcessStartInfo("/usr/bin/flock", ["-o", _folder.File("lock"), "sh", "-c", "echo held; read line"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            Assert.Equal("held", await holder.StandardOutput.ReadLineAsync(Patience.Limit()));
            var told = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            var waiting = TakeAsync(_folder.Path, told.SetResult);
            Assert.Equal("process 1 of somebody else", await told.Task.WaitAsync(Patience.Long));
            Assert.False(waiting.IsCompleted);

            holder.Kill();

            await using var taken = await waiting.WaitAsync(Patience.Long);
        }
        finally
        {
            holder.Kill(entireProcessTree: true);
            // Its child ends with its standard input, also where it has lost its parent.
            holder.StandardInput.Close();
            await holder.WaitForExitAsync(Patience.Limit());
        }
    }

    public void Dispose() => _folder.Dispose();

    private static Task<MeasurementLock> TakeAsync(string folder, Action<string> waitingFor) =>
        MeasurementLock.TakeAsync(folder, waitingFor, TimeProvider.System, Patience.Limit());
}
