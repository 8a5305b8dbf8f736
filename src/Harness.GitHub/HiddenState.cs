using System.Text.Json;

namespace TraceToll.GitHub;

/// <summary>What is to be remembered until the next night, in the text of an issue or a pull request, where readers do not see it.</summary>
internal static class HiddenState
{
    private const string End = " -->";

    /// <summary>The state, as a comment with a line end.</summary>
    public static string Write<T>(string name, T state) => $"{Begin(name)}{JsonSerializer.Serialize(state, GitHubJson.OneLine)}{End}\n";

    /// <summary>The state in a text; null where it holds none, or none that can be read.</summary>
    public static T? Read<T>(string name, string? text)
        where T : class
    {
        var begin = (text ?? "").IndexOf(Begin(name), StringComparison.Ordinal);
        if (begin < 0)
        {
            return null;
        }

        begin += Begin(name).Length;
        var end = text!.IndexOf(End, begin, StringComparison.Ordinal);
        try
        {
            return end < 0 ? null : JsonSerializer.Deserialize<T>(text[begin..end], GitHubJson.OneLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Begin(string name) => $"<!-- {name} ";
}
