using System.CommandLine;
using TraceToll.GitHub.Approvals;

namespace TraceToll.Cli;

/// <summary><c>tracetoll baseline approve</c>: what a comment on GitHub asks for.</summary>
internal static class BaselineApproveCommand
{
    public static Command Create()
    {
        var path = new Option<string?>("--event") { Description = BaselineTexts.Event };
        var command = new Command("approve", BaselineTexts.ApproveCommand) { path };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var file = parsed.GetValue(path) ?? Environment.GetEnvironmentVariable("GITHUB_EVENT_PATH");
            if (string.IsNullOrEmpty(file))
            {
                throw new UsageException("--event names no file, and GITHUB_EVENT_PATH is not set; give the event of a comment");
            }

            var gitHub = GitHubAccess.Here();
            var approval = new BaselineApproval(gitHub.Api, gitHub.Git, gitHub.Settings, TimeProvider.System);
            var (end, told) = await approval.HandleAsync(CommentEvent.Read(file), cancellationToken);
            Console.Out.WriteLine(told);
            return end == ApprovalEnd.Refused ? ExitCode.Regressed : ExitCode.Done;
        });
        return command;
    }
}
