namespace TraceToll.Baselines;

/// <summary>Files of baselines that nobody needs.</summary>
public static class BaselinePruning
{
    /// <summary>
    /// What a crash left unfinished, received files that say what is approved already, and, where the names that tests use are known, all
    /// files of other names.
    /// </summary>
    /// <param name="store">The baselines.</param>
    /// <param name="isUsed">Whether a test has this name; null where tests are not known.</param>
    /// <returns>Each file with why it is not needed, in the order of paths.</returns>
    public static IReadOnlyList<KeyValuePair<string, string>> Find(BaselineStore store, Func<string, bool>? isUsed)
    {
        ArgumentNullException.ThrowIfNull(store);
        var pairs = store.All();
        var unfinished = !Directory.Exists(store.Folder) ? [] : Directory.EnumerateFiles(store.Folder, "*.json.*" + BaselineStore.Unfinished, SearchOption.AllDirectories)
            .Select(path => (path, "a crash left it unfinished"));
        var unused = pairs.Where(pair => isUsed?.Invoke(pair.Name) == false)
            .SelectMany(pair => (string[])[pair.VerifiedPath, pair.ReceivedPath]).Where(File.Exists).Select(path => (path, "no test has its name"));
        var done = pairs.Where(IsApprovedAlready).Select(pair => (path: pair.ReceivedPath, "it is what is approved"));
        return [.. unfinished.Concat(unused).Concat(done).DistinctBy(each => each.path).OrderBy(each => each.path, StringComparer.Ordinal)
            .Select(each => new KeyValuePair<string, string>(each.path, each.Item2))];
    }

    private static bool IsApprovedAlready(BaselinePair pair)
    {
        try
        {
            return pair.ReadApproved() is { } approved && pair.ReadReceived() is { } received
                && received.Sessions.All(session => approved.Sessions.Contains(session)) && received.Measures.Count == approved.Measures.Count;
        }
        catch (InvalidBaselineException)
        {
            // Somebody has to look at it first.
            return false;
        }
    }
}
