using System.Security.Cryptography;
using TraceToll.Baselines;

namespace TraceToll.GitHub.Approvals;

/// <summary>What tells a received file from any other that could come to lie in its place.</summary>
internal static class ReceivedHash
{
    /// <summary>So many digits: enough that nobody finds another file for them.</summary>
    public const int Length = 16;

    /// <summary>The first digits of the file's SHA-256.</summary>
    public static string Of(BaselinePair pair) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(pair.ReceivedPath)))[..Length];
}
