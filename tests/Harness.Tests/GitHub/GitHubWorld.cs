using System.Globalization;
using System.Text.RegularExpressions;
using CliWrap;
using CliWrap.Buffered;
using TraceToll.Baselines;
using TraceToll.GitHub.Approvals;
using TraceToll.GitHub.Remote;
using TraceToll.Recordings;
using TraceToll.Tests.Support;

namespace TraceToll.Tests.GitHub;

/// <summary>A bare repository as the remote, a checkout of it, and a GitHub that knows both.</summary>
internal sealed class GitHubWorld : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _recordings;

    private GitHubWorld()
    {
        Settings = GitHubSettings.Read(name => Variables.GetValueOrDefault(name));
        Api = new GitHubApi(Settings);
        Git = new Git(Checkout, Settings);
    }

    public GitHubStandIn GitHub { get; } = new();

    public string Remote => _folder.File("remote.git");

    public string Checkout => _folder.File("checkout");

    public BaselineStore Baselines => new(Path.Combine(Checkout, "baselines"));

    public GitHubSettings Settings { get; }

    public GitHubApi Api { get; }

    public Git Git { get; }

    public BaselineProposals Proposals => new(Api, Git, Settings);

    public BaselineApproval Approval => new(Api, Git, Settings, new FixedTime(new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.Zero)));

    public Dictionary<string, string> Variables => new()
    {
        ["GITHUB_TOKEN"] = GitHubStandIn.Token,
        ["GITHUB_REPOSITORY"] = GitHubStandIn.Repository,
        ["GITHUB_API_URL"] = GitHub.Address,
        ["GITHUB_SERVER_URL"] = "https://github.example",
        ["GITHUB_RUN_ID"] = "77",
    };

    public static async Task<GitHubWorld> CreateAsync()
    {
        var world = new GitHubWorld();
        await RunGitAsync(world._folder.Path, "init", "--quiet", "--bare", "--initial-branch=main", world.Remote);
        await RunGitAsync(world._folder.Path, "clone", "--quiet", world.Remote, world.Checkout);
        File.WriteAllText(Path.Combine(world.Checkout, ".gitignore"), "artifacts/\n*.received.*\n");
        await world.PushMainAsync("Begin");
        return world;
    }

    /// <summary>Holds a session against the baseline of that name, in which idle adds so much to off; where it differs, it is received.</summary>
    public BaselineCheck Measure(string environment, string name, double addedUs, int sessions = 1)
    {
        var folder = Path.Combine(Checkout, "artifacts", "tracetoll", $"{++_recordings}");
        var offUs = 100 + (_recordings * 0.01);
        var recording = Sessions.Of(16, _ => offUs, block => addedUs + Sessions.Wobble(block));
        var writer = new RecordingWriter(folder, recording.Manifest);
        recording.Slices.ToList().ForEach(writer.Add);
        writer.Finish(recording.Manifest.Outcome, recording.Manifest.FinishedAt!.Value);
        return Baselines.Check(name, MeasuredSession.Of(Recording.Load(folder), folder, "idle", environment), sessions: sessions);
    }

    /// <summary>Has the remote run this when it is pushed to.</summary>
    public void Hook(string name, string script)
    {
        var hook = Path.Combine(Remote, "hooks", name);
        File.WriteAllText(hook, $"#!/bin/sh\n{script}");
        File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>What the last proposal gives as the hash of a baseline.</summary>
    public string Hash(string name) =>
        Regex.Match($"{GitHub.Pulls[^1]["body"]}", $"^/approve-baseline .*{Regex.Escape(name)} ([0-9a-f]{{16}}) because \\.\\.\\.\r?$", RegexOptions.Multiline) is { Success: true } line
            ? line.Groups[1].Value
            : throw new InvalidOperationException($"nothing of the name {name} is proposed in {GitHub.Pulls[^1]["body"]}");

    /// <summary>Commits all of the checkout to main, as a person would.</summary>
    public async Task PushMainAsync(string subject)
    {
        await RunGitAsync(Checkout, "add", "--all");
        await RunGitAsync(Checkout, "commit", "--quiet", "--allow-empty", "-m", subject);
        await RunGitAsync(Checkout, "push", "--quiet", "origin", "HEAD:main");
    }

    /// <summary>What a branch of the remote has in a file; null where it has no such file.</summary>
    public async Task<string?> RemoteFileAsync(string branch, string path)
    {
        var shown = await TryGitAsync(Remote, "show", $"{branch}:{path}");
        return shown.IsSuccess ? shown.StandardOutput : null;
    }

    public async Task<IReadOnlyList<string>> RemoteFilesAsync(string branch) =>
        (await RunGitAsync(Remote, "-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", branch)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public async Task<string> RemoteHeadAsync(string branch) => (await RunGitAsync(Remote, "rev-parse", branch)).Trim();

    public static async Task<string> RunGitAsync(string folder, params string[] arguments)
    {
        var done = await TryGitAsync(folder, arguments);
        return done.IsSuccess ? done.StandardOutput : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {done.StandardError}");
    }

    /// <summary>The event of a comment, as GitHub writes it.</summary>
    public static CommentEvent Comment(int pull, string login, string text) => new(
        "created", GitHubStandIn.Repository, pull, true, text, login, string.Create(CultureInfo.InvariantCulture, $"https://github.example/{GitHubStandIn.Repository}/pull/{pull}#issuecomment-1"));

    public async ValueTask DisposeAsync()
    {
        await GitHub.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task<BufferedCommandResult> TryGitAsync(string folder, params string[] arguments) =>
        await CliWrap.Cli.Wrap("git").WithArguments(["-c", "user.name=tester", "-c", "user.email=tester@example.org", .. arguments]).WithWorkingDirectory(folder)
            .WithEnvironmentVariables(environment => environment.Set("GIT_CONFIG_GLOBAL", "/dev/null").Set("GIT_CONFIG_NOSYSTEM", "1"))
            .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(Patience.Limit());
}
