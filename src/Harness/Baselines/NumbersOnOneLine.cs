using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TraceToll.Baselines;

/// <summary>Writes numbers on one line, however many: a line of a diff is then a row of figures.</summary>
internal sealed class NumbersOnOneLine : JsonConverter<IReadOnlyList<double?>>
{
    public override IReadOnlyList<double?>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<double?[]>(ref reader, options);

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<double?> value, JsonSerializerOptions options) =>
        writer.WriteRawValue($"[{string.Join(", ", value.Select(each => each is { } number ? number.ToString("R", CultureInfo.InvariantCulture) : "null"))}]");
}
