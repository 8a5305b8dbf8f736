using TraceToll.Baselines;

namespace TraceToll.Cli;

/// <summary>What help and the reference page say.</summary>
internal static class BaselineTexts
{
    public const string Name = "environment/name, or the name where one environment has it";

    public const string All = "Everything that was received";

    public const string Reason = "Why; kept in the file";

    public const string By = "Who [default: as git config says, else the user of this machine]";

    public const string Force = "Accept it whatever speaks against it; the file then says what did";

    public const string From = "Approve this recording's folder instead of what was received";

    public const string AcceptCommand = "Approves what was received; refuses what is invalid, inconclusive, too noisy for its tolerance, or not confirmed by enough sessions";

    public const string Event = "The event of the comment [default: what GITHUB_EVENT_PATH names]";

    public const string ApproveCommand = "Carries out a comment /approve-baseline NAME HASH reason on a proposal of ours, and replies; 1: refused, 3: failed";

    public const string CheckName = "environment/name, or the name alone, as the recording knows the environment";

    public const string Recording = "The recording's folder";

    public const string CheckCommand = "Holds a recording against a baseline; what is new or differs is kept as received";

    public const string BaselineCommand = "Shows, compares, approves and rejects baselines: what tracing may cost, as somebody has approved it";

    public const string StatusCommand = "Lists all baselines: approved, received, stale, age, noise floor";

    public const string RejectCommand = "Removes what was received; what is approved stays";

    public const string Tool = "Open both files in your diff tool, as DiffEngine finds it";

    public const string DiffCommand = "Shows what was received beside what is approved: percentiles and environment";

    public const string Tests = "The assemblies of all suites that share these baselines: baselines of their classes that no test or row has the name of go too; names given in code cannot be known, so try --dry-run first";

    public const string DryRun = "Only say what would be removed";

    public const string PruneCommand = "Removes received files that say what is approved already, and what a crash left; with --tests also what no test has the name of";

    public const string Mode = "The mode of the recording that is compared with off [default: the only one]";

    public const string Environment = "The kind of machine [default: as the recording says]; needed for imported ones";

    public static string Tolerance => $"By how much the cost may change, as --budget is written [default: what was approved, else {BaselineStore.UsualTolerance}]";

    public const string Sessions = "How many sessions have to agree before one is approved, 1 or more";

    public const string Baselines = "The folder of baselines [default: TRACETOLL_BASELINES, else baselines/ of the checkout]";
}
