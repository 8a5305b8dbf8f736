using System.Text;
using CliWrap;
using CliWrap.Buffered;

namespace TraceToll.GitHub.Remote;

/// <summary>Git in a checkout whose remote <c>origin</c> is the repository on GitHub. No text goes through a shell.</summary>
/// <param name="folder">The checkout.</param>
/// <param name="settings">Whose rights the remote is to grant.</param>
internal sealed class Git(string folder, GitHubSettings settings)
{
    private const string Name = "github-actions[bot]";
    private const string Email = "41898282+github-actions[bot]@users.noreply.github.com";
    // Before the push was begun, and while the remote took it.
    private static readonly string[] MovedMeanwhile = ["\t[rejected]", "cannot lock ref", "failed to update ref"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>The checkout.</summary>
    public string Folder { get; } = folder;

    /// <summary>Git in another work tree of the same repository.</summary>
    public Git In(string other) => new(other, settings);

    /// <summary>Whether the remote has the branch.</summary>
    public async Task<bool> RemoteHasAsync(string branch, CancellationToken cancellationToken) =>
        (await RunAsync(cancellationToken, "ls-remote", "origin", $"refs/heads/{branch}")).Trim().Length > 0;

    /// <summary>Brings a branch of the remote.</summary>
    /// <returns>Its commit.</returns>
    public async Task<string> FetchAsync(string branch, CancellationToken cancellationToken)
    {
        await RunAsync(cancellationToken, "fetch", "--quiet", "--no-tags", "origin", $"+refs/heads/{branch}:refs/remotes/origin/{branch}");
        return (await RunAsync(cancellationToken, "rev-parse", "--verify", $"refs/remotes/origin/{branch}^{{commit}}")).Trim();
    }

    /// <summary>Whether anything has been staged.</summary>
    public async Task<bool> HasStagedAsync(CancellationToken cancellationToken) =>
        (await RunAsync(cancellationToken, "diff", "--cached", "--name-only")).Trim().Length > 0;

    /// <summary>Commits what is staged.</summary>
    /// <returns>The commit.</returns>
    public async Task<string> CommitAsync(string message, CancellationToken cancellationToken)
    {
        Check("commit", await ExecuteAsync(["commit", "--quiet", "--no-verify", "--cleanup=verbatim", "--file=-"], message, cancellationToken));
        return (await RunAsync(cancellationToken, "rev-parse", "HEAD")).Trim();
    }

    /// <summary>Pushes what is checked out to a branch; never over anything that is there.</summary>
    /// <exception cref="PushUnknownException">It broke off, and nobody knows after how much of it.</exception>
    public async Task<Push> PushAsync(string branch, CancellationToken cancellationToken)
    {
        try
        {
            return await TryPushAsync(branch, cancellationToken);
        }
        catch (GitHubFailureException failed)
        {
            // A connection that breaks may do so after the remote has taken it.
            if (await HasTakenAsync(branch, failed, cancellationToken))
            {
                return Push.Done;
            }

            throw;
        }
    }

    private async Task<bool> HasTakenAsync(string branch, GitHubFailureException failed, CancellationToken cancellationToken)
    {
        try
        {
            return await RemoteHasAsync(branch, cancellationToken)
                && (await ExecuteAsync(["merge-base", "--is-ancestor", "HEAD", await FetchAsync(branch, cancellationToken)], "", cancellationToken)).IsSuccess;
        }
        catch (GitHubFailureException unknown)
        {
            throw new PushUnknownException($"{failed.Message}; nor could the remote be asked whether {branch} has it: {unknown.Message}", failed);
        }
    }

    private async Task<Push> TryPushAsync(string branch, CancellationToken cancellationToken)
    {
        var pushed = await ExecuteAsync(["push", "--porcelain", "origin", $"HEAD:refs/heads/{branch}"], "", cancellationToken);
        if (pushed.IsSuccess)
        {
            return Push.Done;
        }

        var refused = pushed.StandardOutput.Split('\n').FirstOrDefault(line => line.StartsWith('!')) ?? "";
        if (MovedMeanwhile.Any(word => refused.Contains(word, StringComparison.Ordinal)))
        {
            return Push.Moved;
        }

        throw new GitHubFailureException(refused.Length > 0
            ? $"the remote refused the push to {branch} ({OneLine.Of(refused[(refused.LastIndexOf('\t') + 1)..])}); give the token `contents: write`, and see that no rule protects that branch"
            : $"git could not push to {branch} ({Reason(pushed)}); give the token `contents: write`, and start this again");
    }

    /// <summary>Runs git.</summary>
    /// <returns>What it printed.</returns>
    public async Task<string> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var done = await ExecuteAsync(arguments, "", cancellationToken);
        Check(arguments[0], done);
        return done.StandardOutput;
    }

    private static void Check(string verb, BufferedCommandResult done)
    {
        if (!done.IsSuccess)
        {
            throw new GitHubFailureException($"git {verb} failed with {done.ExitCode} ({Reason(done)}); mend that, and start this again");
        }
    }

    private static string Reason(BufferedCommandResult done)
    {
        var lines = done.StandardError.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return OneLine.Of(lines.FirstOrDefault(line => line.StartsWith("fatal:", StringComparison.Ordinal) || line.StartsWith("error:", StringComparison.Ordinal))
            ?? lines.LastOrDefault() ?? "it did not say why");
    }

    private async Task<BufferedCommandResult> ExecuteAsync(IEnumerable<string> arguments, string input, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            // Nothing of the tree that is checked out may run or lead elsewhere: no hooks, and links only as the text that they are.
            return await CliWrap.Cli.Wrap("git").WithArguments(["--literal-pathspecs", "-c", "core.hooksPath=/dev/null", "-c", "core.symlinks=false", .. arguments])
                .WithWorkingDirectory(Folder)
                .WithEnvironmentVariables(Environment)
                .WithStandardInputPipe(PipeSource.FromString(input, new UTF8Encoding(false)))
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(Encoding.UTF8, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new GitHubFailureException($"git {arguments.First()} did not end within {Patience.TotalMinutes:0} minutes; check the network, and start this again");
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new GitHubFailureException($"git could not be started ({missing.Message}); install git", missing);
        }
    }

    private void Environment(CliWrap.Builders.EnvironmentVariablesBuilder environment)
    {
        environment.Set("LC_ALL", "C").Set("GIT_TERMINAL_PROMPT", "0")
            .Set("GIT_AUTHOR_NAME", Name).Set("GIT_AUTHOR_EMAIL", Email).Set("GIT_COMMITTER_NAME", Name).Set("GIT_COMMITTER_EMAIL", Email)
            // In the environment, not among the arguments, which every process of the machine can read; for that server alone.
            .Set("GIT_CONFIG_COUNT", "1")
            .Set("GIT_CONFIG_KEY_0", $"http.{settings.Server}.extraheader")
            .Set("GIT_CONFIG_VALUE_0", $"AUTHORIZATION: basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"x-access-token:{settings.Token}"))}");
    }
}
