using TraceToll.Protocol;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Agents;

public class AgentProcessTests
{
    [Fact]
    public async Task Gives_events_in_their_order()
    {
        var fake = new FakeAgent();
        await using var agent = fake.Agent;
        List<LoadProgress> progress = [];
        agent.OnProgress = progress.Add;

        fake.Say(new Ready("1.0", "jit", 42));
        fake.Say(new Connected("a", "b"));
        fake.Say(new LoadProgress(1, 2, 3, 4, 5));
        fake.Say(new SliceAnnounced("one", 0, 50_000_000));

        Assert.Equal(new Ready("1.0", "jit", 42), await agent.ExpectAsync<Ready>(Patience.Long, default));
        Assert.Equal(new Connected("a", "b"), await agent.ExpectAsync<Connected>(Patience.Long, default));
        Assert.Equal(new SliceAnnounced("one", 0, 50_000_000), await agent.ExpectAsync<SliceAnnounced>(Patience.Long, default));
        Assert.Equal([new LoadProgress(1, 2, 3, 4, 5)], progress);
        Assert.Equal((42, "jit", "sender"), (agent.ProcessId, agent.Build, agent.Role));
        Assert.False(agent.Failure.IsCompleted);
    }

    [Fact]
    public async Task Writes_commands_a_line_each()
    {
        var fake = new FakeAgent();
        await using var agent = fake.Agent;

        agent.Say(new Start("token"));
        agent.Say(new Finish());

        Assert.Equal("{\"type\":\"start\",\"token\":\"token\"}\n", await fake.NextCommandAsync());
        Assert.Equal("{\"type\":\"finish\"}\n", await fake.NextCommandAsync());
    }

    [Fact]
    public async Task Its_failure_is_told_with_the_remedy()
    {
        var fake = new FakeAgent();
        await using var agent = fake.Agent;

        fake.Say(new Failed("no port", "choose another", 3));

        var failure = await FailureAsync<Listening>(fake);
        Assert.Equal(("the sender failed: no port", "choose another"), (failure.Message, failure.Remedy));
        Assert.Same(failure, await agent.Failure);
    }

    [Fact]
    public async Task What_it_said_before_its_failure_still_counts()
    {
        var fake = new FakeAgent();
        await using var agent = fake.Agent;

        fake.Say(new Listening("::1", 1));
        fake.Say(new Failed("no more", "again", 3));
        fake.Exit(3);

        await agent.ExpectAsync<Listening>(Patience.Long, default);
        Assert.Equal("the sender failed: no more", (await FailureAsync<RespondTotals>(fake)).Message);
    }

    [Fact]
    public async Task A_signal_is_told_by_its_number()
    {
        var fake = new FakeAgent(endsWithItsInput: false);
        await using var agent = fake.Agent;
        fake.Say(new Ready("1.0", "jit", 42));
        await agent.ExpectAsync<Ready>(Patience.Long, default);

        fake.Exit(137);
        await agent.DisposeAsync();

        var failure = await FailureAsync<Listening>(fake);
        Assert.Equal("the sender (process 42) was killed by signal 9", failure.Message);
        Assert.Contains("out of memory", failure.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task An_end_before_its_work_is_done_is_told_with_its_last_words(int exitCode)
    {
        var fake = new FakeAgent(endsWithItsInput: false);
        await using var agent = fake.Agent;
        for (var i = 1; i <= 6; i++)
        {
            fake.SayError($"word {i}");
        }

        fake.Exit(exitCode);
        await agent.DisposeAsync();

        var failure = await FailureAsync<Listening>(fake);
        Assert.Equal($"the sender (process 0) ended with exit code {exitCode} before its work was done: word 2 word 3 word 4 word 5 word 6", failure.Message);
        // An agent that has done its work ends with 0, and nobody waits for more.
        Assert.Equal(exitCode != 0, agent.Failure.IsCompleted);
    }

    [Theory]
    [InlineData("Segmentation fault")]
    [InlineData("{\"version\":\"1.0\"}")]
    [InlineData("{\"type\":\"begin\",\"slice\":\"a\"}")]
    public async Task Garbage_ends_the_wait_though_the_agent_goes_on(string line)
    {
        var fake = new FakeAgent();
        await using var agent = fake.Agent;

        fake.SayLine(line);

        var failure = await FailureAsync<Listening>(fake);
        Assert.StartsWith("the sender said what is no event: ", failure.Message, StringComparison.Ordinal);
        Assert.False(fake.Heard.Task.IsCompleted);
    }

    [Fact]
    public async Task Another_event_than_expected_is_told()
    {
        var fake = new FakeAgent();
        await using var agent = fake.Agent;

        fake.Say(new Listening("::1", 1));

        Assert.Equal("the sender said Listening where Connected had to come", (await FailureAsync<Connected>(fake)).Message);
    }

    [Theory]
    [InlineData("de-DE")]
    public async Task Patience_ends(string culture)
    {
        using var other = new Culture(culture);
        var fake = new FakeAgent();
        await using var agent = fake.Agent;

        var failure = await Assert.ThrowsAsync<RigFailureException>(() => agent.ExpectAsync<Listening>(TimeSpan.FromSeconds(0.1), default));

        Assert.Equal("the sender did not say Listening within 0.1 s", failure.Message);
        // Late is not lost: the next wait gets it.
        fake.Say(new Listening("::1", 1));
        Assert.Equal(1, (await agent.ExpectAsync<Listening>(Patience.Long, default)).Port);
    }

    [Fact]
    public async Task A_cancelled_wait_is_no_failure()
    {
        var fake = new FakeAgent();
        await using var agent = fake.Agent;
        using var cancel = new CancellationTokenSource();

        var waiting = agent.ExpectAsync<Listening>(Patience.Long, cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.False(agent.Failure.IsCompleted);
    }

    [Fact]
    public async Task Two_waiters_get_an_event_each()
    {
        var fake = new FakeAgent();
        await using var agent = fake.Agent;
        var waiters = new[] { agent.ExpectAsync<SliceAnnounced>(Patience.Long, default), agent.ExpectAsync<SliceAnnounced>(Patience.Long, default) };

        fake.Say(new SliceAnnounced("one", 1, 0));
        fake.Say(new SliceAnnounced("two", 2, 0));

        Assert.Equal(["one", "two"], (await Task.WhenAll(waiters)).Select(began => began.Slice).Order());
    }

    [Fact]
    public async Task Two_waiters_both_learn_of_a_failure()
    {
        var fake = new FakeAgent();
        await using var agent = fake.Agent;
        var waiters = new[] { FailureAsync<SliceAnnounced>(fake), FailureAsync<SliceMeasured>(fake) };

        fake.Say(new Failed("what", "remedy", 3));

        Assert.All(await Task.WhenAll(waiters), failure => Assert.Equal("the sender failed: what", failure.Message));
    }

    [Fact]
    public async Task What_cannot_be_started_is_told()
    {
        await using var agent = new TraceToll.Hosts.AgentProcess("sender", (_, _, _, _) => throw new FileNotFoundException("no such file"));

        var failure = await Assert.ThrowsAsync<RigFailureException>(() => agent.ExpectAsync<Ready>(Patience.Long, default));

        Assert.Equal("the sender could not be run: no such file", failure.Message);
        Assert.Same(failure, await agent.Failure);
    }

    [Fact]
    public async Task Disposing_closes_its_standard_input()
    {
        var fake = new FakeAgent();

        await fake.Agent.DisposeAsync();

        Assert.True(fake.Heard.Task.IsCompletedSuccessfully);
        Assert.False(fake.Agent.Failure.IsCompleted);
    }

    private static Task<RigFailureException> FailureAsync<T>(FakeAgent fake)
        where T : AgentEvent => Assert.ThrowsAsync<RigFailureException>(() => fake.Agent.ExpectAsync<T>(Patience.Long, default)).WaitAsync(Patience.Long);
}
