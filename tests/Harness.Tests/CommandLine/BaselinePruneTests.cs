using TraceToll.Cli;
using TraceToll.Tests.Support;
using TraceToll.Tests.Theories;
using Xunit;

namespace TraceToll.Tests.CommandLine;

/// <summary>Against the tests of this assembly: <see cref="Suite"/> is in it.</summary>
public sealed class BaselinePruneTests : IDisposable
{
    private static readonly string Assembly = typeof(Suite).Assembly.Location;

    private readonly BaselineFolder _folder = new();

    [Theory]
    [InlineData("Suite.Is_a_suite_testbed=loopback_mode=idle", true)]
    [InlineData("Suite.Is_a_suite_testbed=loopback_mode=log", true)]
    [InlineData("Suite.Is_a_suite_testbed=loopback_mode=script", false)]
    [InlineData("Suite.Is_a_suite_testbed=namespaces_mode=idle", false)]
    [InlineData("Suite.Is_a_suite", false)]
    [InlineData("Suite.Was_a_suite_testbed=loopback_mode=idle", false)]
    [InlineData("Suite.Inner.Does_testbed=loopback_mode=idle", true)]
    [InlineData("Inner.Does_testbed=loopback_mode=idle", false)]
    [InlineData("Suite.Is_on_two_testbeds_testbed=loopback_mode=idle", true)]
    [InlineData("Suite.Is_on_two_testbeds_testbed=moon_mode=log", true)]
    // Rows that come from elsewhere can be any.
    [InlineData("Suite.Has_rows_of_its_own_testbed=mine_mode=yours", true)]
    [InlineData("Suite.Lacks_its_modes_testbed=loopback_mode=idle", true)]
    [InlineData("Suite.Is_no_theory", true)]
    [InlineData("Suite.Is_no_theory_at=all", true)]
    [InlineData("Suite.Is_no_theory2", false)]
    public void The_names_of_a_suite_are_those_of_its_rows(string name, bool expected) => Assert.Equal(expected, SuiteNames.Read(Assembly).Has(name));

    [Fact]
    public async Task Removes_what_no_test_has_the_name_of_and_says_so_first()
    {
        _folder.Store.Accept("Suite.Is_a_suite_testbed=loopback_mode=idle", _folder.Measure(BaselineFolder.Adding(3)), BaselineFolder.Approval, sessions: 1);
        var gone = _folder.Approve(BaselineFolder.Adding(3));
        File.WriteAllText(_folder.Pair.VerifiedPath + ".01234567.new", "{");

        var dry = await RunAsync("--tests", Assembly, "--dry-run");

        Assert.Equal((0, "", $"would remove {_folder.Pair.VerifiedPath}: no test has its name\nwould remove {_folder.Pair.VerifiedPath}.01234567.new: a crash left it unfinished\n"), dry);
        Assert.Equal(gone, FileState.Now(_folder.Pair.VerifiedPath));
        Assert.Equal((0, "", $"removed {_folder.Pair.VerifiedPath}.01234567.new: a crash left it unfinished\n"), await RunAsync());
        Assert.Equal((0, "", $"removed {_folder.Pair.VerifiedPath}: no test has its name\n"), await RunAsync("--tests", Assembly));
        Assert.Equal((0, "", "nothing to remove\n"), await RunAsync("--tests", Assembly));
        Assert.Equal(["Suite.Is_a_suite_testbed=loopback_mode=idle.verified.json"], Directory.GetFiles(_folder.Pair.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Several_suites_share_the_baselines()
    {
        _folder.Store.Accept("Suite.Is_a_suite_testbed=loopback_mode=idle", _folder.Measure(BaselineFolder.Adding(3)), BaselineFolder.Approval, sessions: 1);

        Assert.Equal((0, "", "nothing to remove\n"), await RunAsync("--tests", typeof(SuiteNames).Assembly.Location, Assembly, "--dry-run"));
    }

    /// <summary>An import, a name that a test gives in code: a suite that has no such class knows nothing of them.</summary>
    [Theory]
    [InlineData("Origin.Published_mode=log")]
    [InlineData("whatever a test calls it")]
    public async Task Names_of_classes_that_the_suite_does_not_have_stay(string name)
    {
        _folder.Store.Accept(name, _folder.Measure(BaselineFolder.Adding(3)), BaselineFolder.Approval, sessions: 1);

        Assert.Equal((0, "", "nothing to remove\n"), await RunAsync("--tests", Assembly));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(int ExitCode, string Error, string Output)> RunAsync(params string[] arguments)
    {
        var run = await TestCli.RunAsync(_folder.Path, ["baseline", "prune", "--baselines", _folder.Store.Folder, .. arguments]);
        return (run.ExitCode, run.StandardError, run.StandardOutput);
    }
}
