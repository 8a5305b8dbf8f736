using System.CommandLine;

namespace TraceToll.Cli;

/// <summary>What help and the reference page show of each command; tests parse every line.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, Example[]> Known = new()
    {
        ["tracetoll"] =
        [
            new("tracetoll doctor", "what is here, and what is missing"),
            new("tracetoll measure", "what bpftrace costs on this machine, in 90 seconds"),
            new("tracetoll measure --modes idle --budget p50=5us/5%", "does being attached stay within a budget?"),
            new("tracetoll report artifacts/tracetoll/20260101T120000", "the report of a recording again"),
        ],
        ["tracetoll measure"] =
        [
            new("tracetoll measure --plan blocks=8,slice=1", "8 blocks of slices of a second"),
            new("tracetoll measure --script my.bt --script-arg '{port}' --modes idle,script", "what a script of yours costs, beside being attached"),
            new("tracetoll measure --testbed namespaces,delay=1ms --scenario market-data,rate=10000", "half the load, over a link with a delay"),
            new("tracetoll measure --modes planted --planted-delay 10us --budget p50=5us/5%", "a delay that has to be found: a test of this machine"),
        ],
        ["tracetoll analyse"] =
        [
            new("tracetoll analyse artifacts/tracetoll/20260101T120000 --budget p50=2us/2%", "would it have stayed within a tighter budget?"),
            new("tracetoll analyse artifacts/tracetoll/20260101T120000 --exclude steal=20", "without the blocks that the hypervisor disturbed"),
        ],
        ["tracetoll report"] =
        [
            new("tracetoll report artifacts/tracetoll/20260101T120000", "what measure printed"),
            new("tracetoll report artifacts/tracetoll/20260101T120000 --format markdown", "for a pull request, or the summary of a job"),
            new("tracetoll report monday tuesday --format html --out nights.html", "two nights, laid over each other"),
            new("tracetoll report artifacts/tracetoll/20260101T120000/pairs/1-namespaces", "one pair of a fleet"),
        ],
        ["tracetoll import"] =
        [
            new("tracetoll import report.md", "the tables of a report, with their headings' modes"),
            new("tracetoll import off=before.txt log=after.txt --out imported", "two reports whose modes you know"),
        ],
        ["tracetoll timeline"] =
        [
            new("tracetoll timeline open.csv", "10 seconds like a market's open"),
            new("tracetoll timeline busy.csv --seconds 30 --rate 50000 --bytes 64-1500", "longer, faster, of several lengths"),
            new("tracetoll timeline open.csv && tracetoll measure --scenario market-data,timeline=open.csv", "made, and played"),
        ],
        ["tracetoll doctor"] =
        [
            new("tracetoll doctor", "this machine, and which testbeds can be opened on it"),
            new("TRACETOLL_HOSTS=lab.json tracetoll doctor", "with hosts of another file"),
        ],
        ["tracetoll completions"] =
        [
            new("source <(tracetoll completions bash)", "for this shell; in ~/.bashrc for all"),
            new("tracetoll completions zsh > ~/.zfunc/_tracetoll", "into a folder of your fpath"),
        ],
        ["tracetoll baseline"] =
        [
            new("tracetoll baseline status", "what is approved, and what has changed"),
            new("tracetoll baseline diff ec2-c5n.xlarge/Suite.Test_mode=idle", "old beside new"),
            new("tracetoll baseline accept Suite.Test_mode=idle --reason \"kernel 6.18\"", "that is right now"),
        ],
        ["tracetoll baseline status"] =
        [
            new("tracetoll baseline status", "those of this checkout"),
            new("tracetoll baseline status --baselines ../other/baselines", "those of another one"),
        ],
        ["tracetoll baseline diff"] =
        [
            new("tracetoll baseline diff Suite.Test_mode=idle", "percentiles and environment, in this terminal"),
            new("tracetoll baseline diff Suite.Test_mode=idle --tool", "in your diff tool"),
        ],
        ["tracetoll baseline check"] =
        [
            new("tracetoll baseline check Suite.Test_mode=idle artifacts/tracetoll/20260101T120000", "has it changed since it was approved?"),
            new("tracetoll baseline check Suite.Test_mode=idle artifacts/tracetoll/20260101T120000 --mode idle --tolerance p50=2us/2%", "by more than that, in one of its modes?"),
        ],
        ["tracetoll baseline accept"] =
        [
            new("tracetoll baseline accept Suite.Test_mode=idle --reason \"kernel 6.18\"", "one that was received"),
            new("tracetoll baseline accept --all --reason \"new machines\"", "all of them"),
            new("tracetoll baseline accept Suite.Test_mode=idle --from artifacts/tracetoll/20260101T120000 --sessions 1 --reason \"first\"", "a recording, without waiting for more sessions"),
        ],
        ["tracetoll baseline approve"] =
        [
            new("tracetoll baseline approve", "in a workflow: the comment that started it"),
            new("tracetoll baseline approve --event comment.json", "a comment that was kept"),
        ],
        ["tracetoll baseline reject"] =
        [
            new("tracetoll baseline reject Suite.Test_mode=idle", "what was received for one"),
            new("tracetoll baseline reject Suite.Test_mode=idle Suite.Test_mode=log", "for two"),
        ],
        ["tracetoll baseline prune"] =
        [
            new("tracetoll baseline prune --dry-run", "what would be removed"),
            new("tracetoll baseline prune --tests artifacts/bin/Overhead/release/TraceToll.Overhead.dll --dry-run", "also baselines that no test has"),
        ],
        ["tracetoll nightly"] =
        [
            new("tracetoll nightly run", "the suite, and what regressed a second time"),
            new("tracetoll nightly summary", "the night as Markdown"),
        ],
        ["tracetoll nightly run"] =
        [
            new("tracetoll nightly run", "all of the suite"),
            new("tracetoll nightly run -- --filter Tracing=idle", "a part of it: what is behind -- goes to dotnet test"),
            new("tracetoll nightly run --suite tests/Mine", "a suite of yours"),
        ],
        ["tracetoll nightly summary"] =
        [
            new("tracetoll nightly summary", "in this terminal"),
            new("tracetoll nightly summary >> \"$GITHUB_STEP_SUMMARY\"", "in a workflow"),
        ],
        ["tracetoll nightly alarm"] =
        [
            new("tracetoll nightly alarm", "in a workflow, after the night"),
            new("GITHUB_REPOSITORY=me/mine tracetoll nightly alarm", "by hand, with GITHUB_TOKEN in the environment"),
        ],
        ["tracetoll nightly restore"] =
        [
            new("tracetoll nightly restore", "in a workflow, before the night"),
            new("tracetoll nightly restore && tracetoll nightly run", "and the night"),
        ],
        ["tracetoll nightly propose"] =
        [
            new("tracetoll nightly propose", "in a workflow, after the night"),
            new("tracetoll nightly alarm && tracetoll nightly propose", "all that GitHub is told"),
        ],
        ["tracetoll nightly watch"] =
        [
            new("tracetoll nightly watch", "is a night of the last 26 hours there?"),
            new("tracetoll nightly watch --max-age 3d", "after a weekend"),
        ],
        ["tracetoll hosts"] =
        [
            new("tracetoll hosts check", "would a run on the hosts of hosts.json find all that it needs?"),
            new("tracetoll hosts up --dry-run", "what a pair on EC2 would be, and cost"),
        ],
        ["tracetoll hosts check"] =
        [
            new("tracetoll hosts check", "the hosts of hosts.json"),
            new("tracetoll hosts check --hosts lab.json", "those of another file"),
        ],
        ["tracetoll hosts up"] =
        [
            new("tracetoll hosts up --dry-run", "what would be launched, and what it costs"),
            new("tracetoll hosts up --region eu-central-1 --type c5n.xlarge --for 2h", "a pair that ends itself after 2 hours"),
            new("tracetoll hosts up --image ami-0123456789abcdef0 --user admin --spot", "an image of yours, on spot instances"),
        ],
        ["tracetoll hosts list"] =
        [
            new("tracetoll hosts list", "in the region that the AWS SDK finds"),
            new("tracetoll hosts list --region eu-central-1", "in another one"),
        ],
        ["tracetoll hosts down"] =
        [
            new("tracetoll hosts down", "the only pair that you have"),
            new("tracetoll hosts down --expired --dry-run", "what has expired, whoever owns it: only listed"),
        ],
    };

    /// <summary>Those of a command; none where it is not for people.</summary>
    public static IReadOnlyList<Example> Of(Command command) => Known.GetValueOrDefault(CommandTree.PathOf(command)) ?? [];
}
