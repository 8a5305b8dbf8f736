using System.Text.Json;
using System.Text.Json.Serialization;

namespace TraceToll.GitHub;

internal static class GitHubJson
{
    public static JsonSerializerOptions Indented { get; } = Create(indented: true);

    /// <summary>The default encoder, which leaves no &lt; or &gt; in it: it may stand in a comment of HTML.</summary>
    public static JsonSerializerOptions OneLine { get; } = Create(indented: false);

    private static JsonSerializerOptions Create(bool indented) => new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = indented,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };
}
