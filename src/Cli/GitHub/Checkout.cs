namespace TraceToll.Cli;

/// <summary>The checkout that a command works on.</summary>
internal static class Checkout
{
    /// <summary>The nearest folder from the current one upwards with a .git in it.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static string Folder
    {
        get
        {
            for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder != null; folder = folder.Parent)
            {
                if (Path.Exists(Path.Combine(folder.FullName, ".git")))
                {
                    return folder.FullName;
                }
            }

            throw new UsageException($"{Environment.CurrentDirectory} is in no checkout of git; start this in one");
        }
    }
}
