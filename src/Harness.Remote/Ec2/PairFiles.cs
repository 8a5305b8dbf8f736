namespace TraceToll.Remote.Ec2;

/// <summary>What a pair has on this machine: hosts.json, and its private key beside it.</summary>
internal sealed class PairFiles(string hostsPath, string pairName)
{
    private readonly string _pairName = pairName;
    private readonly List<string> _written = [];

    public string HostsPath { get; } = Path.GetFullPath(hostsPath);

    /// <summary>As hosts.json names it.</summary>
    public string KeyName { get; } = pairName + ".key";

    private string KeyPath => Path.Combine(Path.GetDirectoryName(HostsPath)!, KeyName);

    /// <exception cref="IOException">The folder is not there, or the file is.</exception>
    public void WriteKey(Ed25519Key key) => Write(KeyPath, key.PrivateKey);

    /// <param name="hosts">What it says.</param>
    /// <param name="region">Where the pair is; in a comment, by which <see cref="WrittenHosts"/> knows the file.</param>
    /// <exception cref="IOException">The file is there.</exception>
    public void WriteHosts(HostsFile hosts, string region) => Write(HostsPath, $"{WrittenHosts.FirstLine(_pairName, region)}\n{hosts.ToJson()}");

    /// <summary>Removes what was written; a file that was there before stays.</summary>
    public void TakeBack() => _written.ForEach(File.Delete);

    /// <summary>Removes the key, and hosts.json where it is of this pair.</summary>
    /// <returns>What was removed.</returns>
    public IReadOnlyList<string> Remove()
    {
        List<string> removed = [];
        if (File.Exists(HostsPath) && NamesKey())
        {
            removed.Add(HostsPath);
        }

        if (File.Exists(KeyPath))
        {
            removed.Add(KeyPath);
        }

        removed.ForEach(File.Delete);
        return removed;
    }

    // A file that somebody has written by hand, or broken, is not ours to remove.
    private bool NamesKey()
    {
        try
        {
            return HostsFile.Load(HostsPath).Sender.Key == KeyName;
        }
        catch (RigFailureException)
        {
            return false;
        }
    }

    private void Write(string path, string text)
    {
        // With its mode from the first byte on, and never over another file.
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using var file = new StreamWriter(new FileStream(path, options));
        _written.Add(path);
        file.Write(text);
    }
}
