using TraceToll.Cli;
using TraceToll.Experiments;
using TraceToll.Hosts;
using TraceToll.Scenarios;
using Xunit;

namespace TraceToll.Tests.CommandLine;

public class ComplaintTests
{
    [Theory]
    [InlineData("measure --plna quick", "'--plna' is no option of tracetoll measure (did you mean --plan?); see 'tracetoll measure --help'")]
    [InlineData("measure --plna=quick", "'--plna' is no option of tracetoll measure (did you mean --plan?); see 'tracetoll measure --help'")]
    [InlineData("measure --verbsoe", "'--verbsoe' is no option of tracetoll measure (did you mean --verbose?); see 'tracetoll measure --help'")]
    [InlineData("measure --nope", "'--nope' is no option of tracetoll measure; see 'tracetoll measure --help'")]
    [InlineData("measure plan", "'plan' is nothing that tracetoll measure takes; see 'tracetoll measure --help'")]
    [InlineData("measure sscript", "'sscript' is nothing that tracetoll measure takes (did you mean --script?); see 'tracetoll measure --help'")]
    [InlineData("timeline --sed 3", "'--sed' is no option of tracetoll timeline (did you mean --seed?); see 'tracetoll timeline --help'")]
    [InlineData("baseline statsu", "'statsu' is no command of tracetoll baseline (did you mean status?); known are status, diff, check, accept, approve, reject, prune")]
    [InlineData("hosts", "tracetoll hosts needs a command: check, up, down, list")]
    [InlineData("measure --plan", "required argument missing for option: '--plan'")]
    [InlineData("baseline accept a", "option '--reason' is required")]
    [InlineData("measure --side sendr", "'sendr' is no side (did you mean sender?); known are sender, responder and both")]
    public void One_sentence_names_what_is_wrong(string line, string expected) =>
        Assert.Equal(expected, Assert.Single(About(line)));

    [Fact]
    public void An_unknown_command_gets_all_that_there_are() =>
        Assert.StartsWith("'measrue' is no command of tracetoll (did you mean measure?); known are measure, analyse, report,", Assert.Single(About("measrue --plan quick")), StringComparison.Ordinal);

    [Theory]
    [InlineData("nightly run -- --filter Tracing=idle")]
    [InlineData("nightly run --suite x")]
    [InlineData("measure --script my.bt --script-arg --fast")]
    [InlineData("baseline diff -- --odd")]
    public void Nothing_is_said_of_what_is_right(string line) => Assert.Empty(About(line));

    [Theory]
    [InlineData("loopbak", "'loopbak' is no testbed (did you mean loopback?); known are loopback, namespaces, containers, remote")]
    [InlineData("namespace,delay=1ms", "'namespace,delay=1ms' is no testbed (did you mean namespaces?); known are")]
    [InlineData("other", "'other' is no testbed; known are")]
    public void A_mistyped_testbed_has_a_hint(string text, string expected) => Told(expected, () => Testbed.Parse(text));

    [Theory]
    [InlineData("market-dta", "'market-dta' is no scenario (did you mean market-data?); known is market-data")]
    [InlineData("market-data,rte=5", "'rte=5' is no change of a scenario (did you mean rate?); allowed are")]
    [InlineData("market-data,idle=fast", "'idle=fast' is no change of a scenario; allowed are")]
    public void A_mistyped_scenario_has_a_hint(string text, string expected) => Told(expected, () => Scenario.Parse(text));

    [Theory]
    [InlineData("quik", "'quik' is no plan (did you mean quick?); known are quick, origin")]
    [InlineData("blokcs=3,slice=1", "'blokcs=3' is no part of a plan (did you mean blocks?); allowed are")]
    [InlineData("runs=3,mesages=9", "'mesages=9' is no part of a plan of runs (did you mean messages?); allowed are")]
    public void A_mistyped_plan_has_a_hint(string text, string expected) => Told(expected, () => Plan.Parse(text));

    private static void Told(string expected, Func<object> parse) =>
        Assert.StartsWith(expected, Assert.Throws<FormatException>(parse).Message, StringComparison.Ordinal);

    private static List<string> About(string line) => [.. Complaint.About(CommandTree.Create().Parse(line))];
}
