using System.Security.Cryptography;

namespace TraceToll.Recordings;

/// <summary>What tells one recording from all others.</summary>
internal static class RecordingHash
{
    /// <summary>SHA-256 of what was measured: of the manifest and of the slices or runs.</summary>
    /// <exception cref="IOException">The recording is not there any more.</exception>
    public static string Of(string folder)
    {
        if (!Recording.Exists(folder))
        {
            throw new IOException($"there is no recording in {folder} any more; measure again");
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in (string[])[Recording.ManifestFile, Recording.SlicesFile, Recording.RunsFile])
        {
            if (Path.Combine(folder, file) is var path && File.Exists(path))
            {
                hash.AppendData(File.ReadAllBytes(path));
            }
        }

        return $"sha256:{Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }
}
