using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace TraceToll.Protocol;

/// <summary>One JSON object a line, both ways.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(AgentCommand))]
[JsonSerializable(typeof(AgentEvent))]
public sealed partial class AgentJson : JsonSerializerContext
{
    /// <summary>The line that says <paramref name="command"/>, without its end.</summary>
    public static string ToLine(AgentCommand command) => JsonSerializer.Serialize(command, Default.AgentCommand);

    /// <summary>The line that says <paramref name="agentEvent"/>, without its end.</summary>
    public static string ToLine(AgentEvent agentEvent) => JsonSerializer.Serialize(agentEvent, Default.AgentEvent);

    /// <summary>Reads a command.</summary>
    /// <exception cref="JsonException">The line is not a command.</exception>
    public static AgentCommand ReadCommand(string line) => Read(line, Default.AgentCommand, "a command");

    /// <summary>Reads an event.</summary>
    /// <exception cref="JsonException">The line is not an event.</exception>
    public static AgentEvent ReadEvent(string line) => Read(line, Default.AgentEvent, "an event");

    private static T Read<T>(string line, JsonTypeInfo<T> type, string wanted)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(line, type) ?? throw new JsonException($"null is not {wanted}");
        }
        catch (NotSupportedException untyped)
        {
            // What the serializer makes of an object without "type".
            throw new JsonException($"an object without \"type\" is not {wanted}", untyped);
        }
    }
}
