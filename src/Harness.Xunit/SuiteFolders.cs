namespace TraceToll.Xunit;

/// <summary>Where tests keep what outlives them: in the checkout that they lie in, or in the current folder.</summary>
internal static class SuiteFolders
{
    private static readonly string Root = Checkout.FolderOf(AppContext.BaseDirectory) ?? Environment.CurrentDirectory;

    /// <summary>Where recordings go.</summary>
    public static string Recordings => Path.Combine(Root, "artifacts", "tracetoll");

    /// <summary>Where baselines are; TRACETOLL_BASELINES names another folder.</summary>
    public static string Baselines => Environment.GetEnvironmentVariable("TRACETOLL_BASELINES") is { Length: > 0 } folder ? folder : Path.Combine(Root, "baselines");
}
