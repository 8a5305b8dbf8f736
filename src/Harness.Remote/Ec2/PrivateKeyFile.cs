namespace TraceToll.Remote.Ec2;

/// <summary>The file of a pair's private key: beside hosts.json, for its owner's eyes only.</summary>
internal sealed class PrivateKeyFile(string folder, string pairName)
{
    private bool _written;

    public string Path { get; } = System.IO.Path.Combine(folder, pairName + ".key");

    /// <exception cref="IOException">The folder is not there, or the file is.</exception>
    public void Write(Ed25519Key key)
    {
        // With its mode from the first byte on, and never over another key.
        using var file = new StreamWriter(new FileStream(Path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }));
        _written = true;
        file.Write(key.PrivateKey);
    }

    /// <summary>Removes what was written; a file that was there before stays.</summary>
    public void Remove()
    {
        if (_written)
        {
            File.Delete(Path);
        }
    }
}
