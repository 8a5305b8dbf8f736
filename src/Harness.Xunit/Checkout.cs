namespace TraceToll.Xunit;

/// <summary>Where tests keep what outlives them.</summary>
internal static class Checkout
{
    /// <summary>The nearest folder above the tests with a .git in it; where there is none, the current folder.</summary>
    public static string Folder
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
            {
                if (Path.Exists(Path.Combine(folder.FullName, ".git")))
                {
                    return folder.FullName;
                }
            }

            return Environment.CurrentDirectory;
        }
    }

    /// <summary>Where recordings go.</summary>
    public static string Recordings => Path.Combine(Folder, "artifacts", "tracetoll");

    /// <summary>Where baselines are; TRACETOLL_BASELINES names another folder.</summary>
    public static string Baselines => Environment.GetEnvironmentVariable("TRACETOLL_BASELINES") is { Length: > 0 } folder ? folder : Path.Combine(Folder, "baselines");
}
