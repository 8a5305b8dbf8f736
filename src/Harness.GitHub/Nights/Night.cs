using System.Text.Json;

namespace TraceToll.GitHub.Nights;

/// <summary>What a night found; written down for the steps that come after it.</summary>
internal sealed record Night
{
    private const int CurrentSchema = 1;

    public int Schema { get; init; } = CurrentSchema;

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    public required NightOutcome Outcome { get; init; }

    /// <summary>Why it failed; empty when it did not.</summary>
    public required IReadOnlyList<string> Causes { get; init; }

    public required IReadOnlyList<NightRow> Rows { get; init; }

    /// <summary>One, or two when something had regressed.</summary>
    public required IReadOnlyList<SuiteSession> Sessions { get; init; }

    /// <summary>Where recordings are in a checkout.</summary>
    public static string RecordingsIn(string checkout) => Path.Combine(checkout, "artifacts", "tracetoll");

    /// <summary>Where it is written in a checkout.</summary>
    public static string PathIn(string checkout) => Path.Combine(RecordingsIn(checkout), "night.json");

    /// <exception cref="GitHubFailureException">It is not there, or cannot be read.</exception>
    public static Night Read(string checkout)
    {
        var path = PathIn(checkout);
        if (!File.Exists(path))
        {
            throw new GitHubFailureException($"{path} is not there: no night has been measured, or it broke off; run `tracetoll nightly run` first");
        }

        try
        {
            var night = JsonSerializer.Deserialize<Night>(File.ReadAllText(path), GitHubJson.Indented);
            return night is { Schema: CurrentSchema }
                ? night
                : throw new GitHubFailureException($"{path} has schema {night?.Schema}, and this reads {CurrentSchema}; run `tracetoll nightly run` again");
        }
        catch (JsonException wrong)
        {
            throw new GitHubFailureException($"{path} is no night ({OneLine.Of(wrong.Message)}); run `tracetoll nightly run` again", wrong);
        }
    }

    /// <summary>Takes away what an earlier night has written.</summary>
    public static void Remove(string checkout)
    {
        if (File.Exists(PathIn(checkout)))
        {
            File.Delete(PathIn(checkout));
        }
    }

    /// <summary>Writes it, whole or not at all.</summary>
    public void Write(string checkout)
    {
        var path = PathIn(checkout);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path + ".new", JsonSerializer.Serialize(this, GitHubJson.Indented) + "\n");
        File.Move(path + ".new", path, overwrite: true);
    }
}
