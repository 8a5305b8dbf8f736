namespace TraceToll.GitHub.Remote;

/// <summary>A commit, checked out in a folder of its own beside the checkout that the tool runs from; gone when it is disposed of.</summary>
internal sealed class Worktree : IAsyncDisposable
{
    private readonly Git _parent;
    private readonly string _folder;

    private Worktree(Git parent, string folder)
    {
        _parent = parent;
        _folder = folder;
        Git = parent.In(Path.Combine(folder, "tree"));
    }

    public Git Git { get; }

    /// <summary>Where the baselines are in it.</summary>
    public string Baselines => Path.Combine(Git.Folder, "baselines");

    public static async Task<Worktree> AddAsync(Git git, string commit, CancellationToken cancellationToken)
    {
        var worktree = new Worktree(git, Directory.CreateTempSubdirectory("tracetoll-").FullName);
        try
        {
            await git.RunAsync(cancellationToken, "worktree", "add", "--quiet", "--detach", worktree.Git.Folder, commit);
            return worktree;
        }
        catch
        {
            Directory.Delete(worktree._folder, recursive: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
            await _parent.RunAsync(CancellationToken.None, "worktree", "prune");
        }
        catch (Exception left) when (left is IOException or UnauthorizedAccessException or GitHubFailureException)
        {
            // What is left of it is in nobody's way; told as an error, it would hide what was done in it.
        }
    }
}
