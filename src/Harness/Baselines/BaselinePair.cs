namespace TraceToll.Baselines;

/// <summary>The two files of one baseline, whether they are there or not.</summary>
/// <param name="Environment">The kind of machine.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Folder">The folder of the environment.</param>
public sealed record BaselinePair(string Environment, string Name, string Folder)
{
    /// <summary>What was approved.</summary>
    public string VerifiedPath => Path.Combine(Folder, Name + BaselineStore.Verified);

    /// <summary>What was measured and is not approved.</summary>
    public string ReceivedPath => Path.Combine(Folder, Name + BaselineStore.Received);

    /// <summary>The approved baseline; null when there is none.</summary>
    /// <exception cref="InvalidBaselineException">It cannot be used.</exception>
    public Baseline? ReadApproved() => BaselineFile.Read(VerifiedPath);

    /// <summary>The received one; null when there is none.</summary>
    /// <exception cref="InvalidBaselineException">It cannot be used.</exception>
    public Baseline? ReadReceived() => BaselineFile.Read(ReceivedPath);

    /// <summary>As the command line takes it.</summary>
    public override string ToString() => $"{Environment}/{Name}";
}
