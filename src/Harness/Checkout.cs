namespace TraceToll;

/// <summary>The working copy that something lies in.</summary>
public static class Checkout
{
    /// <summary>The nearest folder, from this one upwards, with a .git in it; null where there is none.</summary>
    public static string? FolderOf(string start)
    {
        for (var folder = new DirectoryInfo(start); folder != null; folder = folder.Parent)
        {
            if (Path.Exists(Path.Combine(folder.FullName, ".git")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
