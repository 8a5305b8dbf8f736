using System.Globalization;

namespace TraceToll.Recordings;

/// <summary>Where a new recording goes.</summary>
internal static class RecordingFolder
{
    public static string DefaultRoot { get; } = Path.Combine("artifacts", "tracetoll");

    /// <summary>The chosen folder, or a new one of the root, named by the time; absolute, not created yet.</summary>
    /// <exception cref="IOException">The chosen folder holds a recording.</exception>
    public static string Choose(string? chosen, string root, DateTimeOffset now)
    {
        if (chosen != null)
        {
            var folder = Path.GetFullPath(chosen);
            return Recording.Exists(folder)
                ? throw new IOException($"{folder} holds a recording already; choose another folder, or remove it")
                : folder;
        }

        // Two that begin in one second, on a machine that several measure on in turn, must not share a folder.
        var name = now.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);
        var absolute = Path.GetFullPath(root);
        return Enumerable.Range(1, int.MaxValue)
            .Select(number => Path.Combine(absolute, number == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{number}")))
            .First(folder => !Directory.Exists(folder));
    }

    /// <summary>Why a folder holds no recording, and where one is when it lies near.</summary>
    public static string WhyNone(string folder)
    {
        if (File.Exists(folder))
        {
            return $"{folder} is a file; name the recording's folder";
        }

        var inside = Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Where(Recording.Exists).Order(StringComparer.Ordinal).ToList() : [];
        return $"there is no recording in {folder}: {Recording.ManifestFile} is missing"
            + (inside.Count == 0 ? "" : $"; its folders hold some, the last is {inside[^1]}");
    }
}
