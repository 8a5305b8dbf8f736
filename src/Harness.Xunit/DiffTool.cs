using DiffEngine;
using TraceToll.Baselines;

namespace TraceToll.Xunit;

/// <summary>The user's diff tool.</summary>
internal static class DiffTool
{
    /// <summary>Opens received beside approved, where a person would see it. Whether it opened or not changes nothing.</summary>
    public static async Task ShowAsync(BaselinePair pair)
    {
        // Without an approved file DiffEngine makes an empty one.
        if (File.Exists(pair.VerifiedPath) && IsSeen(Environment.GetEnvironmentVariable, BuildServerDetector.Detected))
        {
            try
            {
                await DiffRunner.LaunchAsync(pair.ReceivedPath, pair.VerifiedPath);
            }
#pragma warning disable CA1031 // DiffEngine throws a plain Exception where a tool does not start; the verdict counts, not the tool.
            catch (Exception)
#pragma warning restore CA1031
            {
            }
        }
    }

    /// <summary>Whether somebody sits there. DiffEngine looks for build servers, but not at CI, which most of them set, nor for a screen.</summary>
    internal static bool IsSeen(Func<string, string?> variable, bool isBuildServer)
    {
        return !isBuildServer && !Has("CI") && (Has("DISPLAY") || Has("WAYLAND_DISPLAY"));

        bool Has(string name) => variable(name) is { Length: > 0 } value && !string.Equals(value, "false", StringComparison.OrdinalIgnoreCase);
    }
}
