using Xunit;

namespace TraceToll.Tests.Docs;

/// <summary>What is wrong with a block is told, with page and line: a proof that cannot fail is none.</summary>
public class BrokenBlockTests
{
    [Theory]
    [InlineData("csharp", "Experiment e = Experiment.Of(Scenario.MarketDate);", "'Scenario' does not contain a definition for 'MarketDate'")]
    [InlineData("csharp", "public class A\n{", "} expected")]
    [InlineData("csharp", "overhead.ShouldCostNothing();", "'MeasuredOverhead' does not contain a definition for 'ShouldCostNothing'")]
    [InlineData("csharp", "using TraceToll.Scenarios;\npublic class A { public Budget? B { get; } }", "line 2 of the block: The type or namespace name 'Budget' could not be found")]
    [InlineData("csharp", "var b = Budget.Parse(\"p50=5 parsecs\");", "5 parsecs")]
    [InlineData("csharp", "[LatencyTheory]\n[Testbeds(\"lopback\"), Tracing(\"idle\")]", "'lopback' is no testbed")]
    [InlineData("csharp", "await BaselineVerifier.VerifyAsync(overhead.ToSession(), MeasuredOverhead.BaselineName);", "baselines")]
    [InlineData("sh", "./tracetoll measre", "measre")]
    [InlineData("sh", "./tracetoll measure --budgte p50=5us", "--budgte")]
    [InlineData("sh", "./tracetoll measure --plan blocks=0", "'blocks=0' is no part of a plan")]
    [InlineData("sh", "./tracetoll measure \\\n  --scenario market-data,rate=0", "rate is 0; allowed are 1 to 20000000")]
    [InlineData("sh", "./tracetoll measure --testbed namespace", "'namespace' is no testbed")]
    [InlineData("sh", "./tracetoll measure --modes idle,logs", "'logs' is no tracing mode")]
    [InlineData("sh", "sudo TRACETOLL_PLAN=slow ./tracetoll test", "'slow' is no plan")]
    [InlineData("sh", "./tracetoll measure --script a/segments.bt --budget script:p50=5us", "a budget for 'script', and measured are idle, log, segments")]
    [InlineData("sh", "cd /tmp && ./tracetoll measure --side left", "'left' is no side")]
    [InlineData("sh", "./tracetoll report A --format pdf", "'pdf'")]
    [InlineData("sh", "benchmarks/nothing 3", "there is no benchmarks/nothing")]
    [InlineData("sh", "if true; then echo 'never", "unexpected EOF")]
    [InlineData("json", "{ \"a\": }", "invalid start of a value")]
    [InlineData("json", "{ \"sender\": { \"adress\": \"a\" } }", "adress")]
    [InlineData("yaml", "run: [", "")]
    [InlineData("yaml", "run: [[a]", "")]
    [InlineData("yaml", "- run: ./tracetoll measure --plan slow", "'slow' is no plan")]
    [InlineData("xml", "<a>", "")]
    [InlineData("xml", "<a><PackageReference Include=\"xunit\" Version=\"0\" /></a>", "the package xunit is built with version")]
    [InlineData("xml", "<a><Import Project=\"../tracetoll/src/Nothing.props\" /></a>", "there is no project src/Nothing.props")]
    [InlineData("xml", "<a><ProjectReference Include=\"../tracetoll/src/Nothing.csproj\" /></a>", "there is no project src/Nothing.csproj")]
    [InlineData("report", "latency (microseconds) |     ~ one way |     round trip |\nmean | 3 | 6 |\n", "99th percentile")]
    [InlineData("timeline", "ns,bytes\n0,1\n", "line 2")]
    [InlineData("comment", "/approve-baseline a b", "lacks the name, the hash or the reason")]
    [InlineData("output", "| a | b |\n| 1 |\n", "has 2 cells, the line above it 3")]
    [InlineData("output", "this nobody ever printed in any report", "is printed by nothing in src")]
    [InlineData("text", "./tracetoll measure", "declare it as sh")]
    [InlineData("", "anything", "a block of no kind")]
    [InlineData("python", "anything", "a block of no kind")]
    [InlineData(null, "what is this", "a block of no kind")]
    public void Is_told(string? kind, string text, string problem)
    {
        var told = BlockProof.Problems(new DocumentBlock("docs/page.md", 12, kind, text + "\n")).ToList();

        Assert.Contains(told, each => each.StartsWith("docs/page.md:12: ", StringComparison.Ordinal) && each.Contains(problem, StringComparison.Ordinal));
    }

    [SkippableTheory]
    [InlineData("tracepoint:tcp:tcp_probe { @ = cont(); }", "Unknown function")]
    [InlineData("tracepoint:tcp:tcp_prob { @ = count(); }", "tcp_prob")]
    public void So_is_a_script_that_bpftrace_refuses(string text, string problem)
    {
        BpftraceProof.Require();

        Assert.Contains(BlockProof.Problems(new DocumentBlock("docs/page.md", 12, "bpftrace", text)), each => each.Contains(problem, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("csharp", "MeasuredOverhead measured = await Experiment.Of(Scenario.MarketData).On(testbed).Compare(mode).RunAsync(output);\nmeasured.ShouldCostAtMost(5, 5);")]
    [InlineData("csharp", "private static readonly Budget Allowed = Budget.Parse(\"p50=5us\");")]
    [InlineData("csharp", "[LatencyTheory]\n[Testbeds(\"loopback\"), Tracing(\"idle\")]")]
    [InlineData("sh", "./tracetoll measure --scenario market-data,timeline=nowhere.csv > out.txt 2>&1 | tail # not this: ./tracetoll nothing")]
    [InlineData("sh", "./tracetoll analyse FOLDER --budget 'p50=5us/5%' --exclude \"steal=20\"")]
    [InlineData(null, "./tracetoll hosts up --for 4h   # launches it\ntracetoll hosts down")]
    [InlineData(null, "Round trip in microseconds: what a mode adds to off [95 % interval].\n| a | b |\n| 1 | 2 |")]
    public void What_is_right_is_not(string? kind, string text) => Told.Nothing(BlockProof.Problems(new DocumentBlock("docs/page.md", 12, kind, text + "\n")));

    [Fact]
    public void Blocks_are_found_wherever_they_stand()
    {
        const string Text = "a\n\n    ./tracetoll doctor\n\n- b\n\n      docker ps\n\n```sh\nx\n```\n\n```\ny\n```\n";

        Assert.Equal([(3, null), (7, null), (9, "sh"), (13, "")], DocumentPage.Of("p", Text).Blocks().Select(block => (block.Line, block.Kind)));
    }
}
