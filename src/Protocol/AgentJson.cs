using System.Text.Json;
using System.Text.Json.Serialization;

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
    public static AgentCommand ReadCommand(string line) =>
        JsonSerializer.Deserialize(line, Default.AgentCommand) ?? throw new JsonException("null is not a command");

    /// <summary>Reads an event.</summary>
    /// <exception cref="JsonException">The line is not an event.</exception>
    public static AgentEvent ReadEvent(string line) =>
        JsonSerializer.Deserialize(line, Default.AgentEvent) ?? throw new JsonException("null is not an event");
}
