using TraceToll.Recordings;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Analysis;

public class LooksTests
{
    [Theory]
    [InlineData(1, new[] { 1 })]
    [InlineData(9, new[] { 9 })]
    [InlineData(14, new[] { 14 })]
    [InlineData(15, new[] { 12, 15 })]
    [InlineData(32, new[] { 12, 16, 24, 32 })]
    [InlineData(40, new[] { 12, 16, 24, 32, 40 })]
    [InlineData(1000, new[] { 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1000 })]
    public void Are_planned_up_to_the_most_blocks(int blocks, int[] planned) => Assert.Equal(planned, Looks.UpTo(blocks).Planned);

    [Fact]
    public void Every_plan_ascends_to_its_last_block_which_no_look_comes_close_to()
    {
        for (var blocks = 1; blocks <= 1000; blocks++)
        {
            var planned = Looks.UpTo(blocks).Planned;

            Assert.Equal(planned.Distinct().Order(), planned);
            Assert.Equal(blocks, planned[^1]);
            Assert.All(planned.SkipLast(1), look => Assert.True(look <= 0.8 * blocks, $"{blocks} blocks: {look}"));
        }
    }

    /// <summary>However a session goes: a claim at any of its looks, at the share it had, is wrong no more often than the error rate.</summary>
    [Fact]
    public void All_shares_of_a_session_are_no_more_than_the_error_rate()
    {
        foreach (var blocks in Enumerable.Range(1, 1000))
        {
            var looks = Looks.UpTo(blocks);
            var before = 0d;
            foreach (var look in looks.Planned)
            {
                // Whether the clock ends the session just before this look, at some blocks between two, or just after it.
                var byLimit = looks with { Taken = [.. looks.Taken, look], EndedByLimit = true };
                Assert.True(before + byLimit.Share <= 1 + 1e-9, $"{blocks} blocks, ended by the limit at look {look}: {before} + {byLimit.Share}");

                looks = looks with { Taken = [.. looks.Taken, look] };
                before += looks.Share;
                Assert.True(before <= 1 + 1e-9, $"{blocks} blocks, look {look}: {before}");
            }

            Assert.Equal(1, before, 1e-9);
        }
    }

    [Fact]
    public void What_the_clock_saved_goes_to_the_last_look()
    {
        var looks = Looks.UpTo(32);

        // Half for the last, the other half for the three before it.
        Assert.Equal(0.5 / 3, (looks with { Taken = [12] }).Share, 1e-9);
        Assert.Equal(0.5 / 3, (looks with { Taken = [12, 16, 24] }).Share, 1e-9);
        Assert.Equal(0.5, (looks with { Taken = [12, 16, 24, 32] }).Share);
        Assert.Equal(1, (looks with { Taken = [7], EndedByLimit = true }).Share);
        Assert.Equal(1 - (1.0 / 3), (looks with { Taken = [12, 16, 20], EndedByLimit = true }).Share, 1e-9);
        Assert.Equal(0.5, (looks with { Taken = [12, 16, 24, 31], EndedByLimit = true }).Share, 1e-9);
    }

    [Fact]
    public void A_session_that_looks_once_may_use_all_of_it() => Assert.Equal(1, (Looks.UpTo(9) with { Taken = [9] }).Share);

    [Fact]
    public void Are_read_as_they_were_written()
    {
        using var folder = new TemporaryFolder();
        var looks = Looks.UpTo(32) with { Taken = [12, 16], EndedByLimit = true };
        var writer = new RecordingWriter(folder.Path, RecordingSamples.Manifest with { Looks = looks });
        writer.Add(RecordingSamples.Valid.Slices[0]);
        writer.Finish(Outcome.Good, RecordingSamples.Manifest.FinishedAt!.Value);

        var read = Recording.Load(folder.Path).Manifest.Looks!;

        Assert.Equal(looks.Planned, read.Planned);
        Assert.Equal(looks.Taken, read.Taken);
        Assert.Equal((true, looks.Share), (read.EndedByLimit, read.Share));
    }
}
