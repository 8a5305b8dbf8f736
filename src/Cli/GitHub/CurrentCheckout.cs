namespace TraceToll.Cli;

/// <summary>The checkout that a command works on.</summary>
internal static class CurrentCheckout
{
    /// <exception cref="UsageException">The current folder is in none.</exception>
    public static string Folder => Checkout.FolderOf(Environment.CurrentDirectory)
        ?? throw new UsageException($"{Environment.CurrentDirectory} is in no checkout of git; start this in one");
}
