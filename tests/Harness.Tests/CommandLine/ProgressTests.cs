using TraceToll.Cli;
using TraceToll.Experiments;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.CommandLine;

public class ProgressTests
{
    private static readonly ExperimentProgress Measuring = new("measuring", "off-again", 3, 32, 20_000, 18_900, 665_100, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(60));

    [Fact]
    public void The_line_has_bar_block_time_left_step_and_median() =>
        Assert.Equal(("###--------- ", "block 3 of 32  1:00 left  measuring off-again  p50 18.9 us"), ProgressText.Line(Measuring, 77, '#', '-'));

    [Theory]
    [InlineData(80)]
    [InlineData(77)]
    [InlineData(60)]
    [InlineData(30)]
    [InlineData(1)]
    public void The_line_is_never_longer_than_the_terminal(int width)
    {
        var (bar, rest) = ProgressText.Line(Measuring with { MayEndEarlier = true, P50Ns = 123_456_700 }, width, '#', '-');

        Assert.InRange(bar.Length + rest.Length, 0, width);
    }

    [Theory]
    [InlineData(0.0, "a moment left")]
    [InlineData(0.9, "a moment left")]
    [InlineData(1.0, "0:01 left")]
    [InlineData(75.5, "1:15 left")]
    public void Time_left_is_never_zero(double seconds, string expected) =>
        Assert.Equal(expected, ProgressText.TimeLeft(Measuring with { Remaining = TimeSpan.FromSeconds(seconds) }));

    [Fact]
    public void Time_left_says_where_a_verdict_may_end_it() =>
        Assert.Equal("up to 1:00 left", ProgressText.TimeLeft(Measuring with { MayEndEarlier = true }));

    [Fact]
    public void Nothing_is_said_of_time_that_is_not_known() => Assert.Equal("", ProgressText.TimeLeft(Measuring with { Remaining = null }));

    [Fact]
    public void What_is_overdue_has_a_moment_left()
    {
        var (clock, told) = (new ManualClock(), new List<ExperimentProgress>());
        var teller = new ProgressTeller(new Listener(told), clock);
        teller.Begin(4);
        teller.Expect(TimeSpan.FromSeconds(10));

        clock.Pass(TimeSpan.FromSeconds(4));
        teller.Tell("measuring", "off", 1);
        Assert.Equal(TimeSpan.FromSeconds(6), told[^1].Remaining);
        clock.Pass(TimeSpan.FromSeconds(20));
        teller.Tell("finishing");

        Assert.Equal(TimeSpan.Zero, told[^1].Remaining);
    }

    [Fact]
    public void A_detail_changes_nothing_else()
    {
        var told = new List<ExperimentProgress>();
        var teller = new ProgressTeller(new Listener(told), new ManualClock());

        teller.Tell("measuring", "off", 1);
        teller.Note($"attached in {1.5:0.00} s");
        teller.Tell("measuring", "off", 1);

        Assert.Equal([null, "attached in 1.50 s", null], told.Select(each => each.Detail));
        Assert.All(told, each => Assert.Equal(("measuring", "off", 1), (each.Doing, each.Mode, each.Block)));
    }

    [Fact]
    public void A_pipe_gets_a_line_a_step_and_no_control_characters()
    {
        using var error = new StringWriter { NewLine = "\n" };
        using (var display = new ProgressLines(error, verbose: false))
        {
            display.Report(Measuring);
            display.Report(Measuring with { P50Ns = 19_000, Elapsed = TimeSpan.FromSeconds(21) });
            display.Report(Measuring with { Detail = "not for everybody" });
            display.Report(Measuring with { Mode = "off" });
            display.Say("stopping");
        }

        Assert.Equal("0:20  3/32  measuring off-again  1:00 left\n0:20  3/32  measuring off  1:00 left\nstopping\n", error.ToString());
    }

    [Fact]
    public void Details_are_told_where_they_are_asked_for()
    {
        using var error = new StringWriter { NewLine = "\n" };
        using var display = new ProgressLines(error, verbose: true);

        display.Report(Measuring with { Detail = "attached" });

        Assert.Equal("0:20  attached\n", error.ToString());
    }

    [Fact]
    public void A_terminal_is_drawn_only_when_there_is_news_and_is_clean_at_the_end()
    {
        using var error = new StringWriter();
        var display = new ProgressBarLine(error, verbose: false, () => 80, unicode: false, colour: false);

        display.Report(Measuring);
        display.Report(Measuring);
        display.Dispose();
        display.Report(Measuring);

        Assert.Equal("\r\e[J###--------- block 3 of 32  1:00 left  measuring off-again  p50 18.9 us\r\e[J", error.ToString());
    }

    [Fact]
    public void A_terminal_that_became_narrower_is_cleaned_from_where_the_line_began()
    {
        var width = 80;
        using var error = new StringWriter();
        using var display = new ProgressBarLine(error, verbose: false, () => width, unicode: false, colour: false);
        display.Report(Measuring);
        error.GetStringBuilder().Clear();

        width = 40;
        display.Report(Measuring with { P50Ns = 1_000 });

        Assert.Equal("\r\e[1A\e[Jblock 3 of 32  1:00 left  measuring o", error.ToString());
    }

    [Fact]
    public void What_is_said_stays_above_the_line()
    {
        using var error = new StringWriter();
        using var display = new ProgressBarLine(error, verbose: false, () => 20, unicode: false, colour: false);
        display.Report(Measuring with { Mode = "", Doing = "finishing", Blocks = 0, Remaining = null, P50Ns = 0 });

        display.Say("stopping");

        Assert.Equal("\r\e[Jfinishing\r\e[Jstopping\nfinishing", error.ToString());
    }

    [Fact]
    public void Only_the_bar_is_coloured()
    {
        using var error = new StringWriter();
        using var display = new ProgressBarLine(error, verbose: false, () => 80, unicode: true, colour: true);

        display.Report(Measuring);

        Assert.Contains("\e[36m███░░░░░░░░░ \e[0mblock 3 of 32", error.ToString(), StringComparison.Ordinal);
    }

    private sealed class Listener(List<ExperimentProgress> told) : IProgress<ExperimentProgress>
    {
        public void Report(ExperimentProgress value) => told.Add(value);
    }
}
