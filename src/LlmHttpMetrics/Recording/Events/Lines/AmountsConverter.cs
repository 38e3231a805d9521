using System.Text.Json;
using System.Text.Json.Serialization;
using LlmHttpMetrics.Measurement;

namespace LlmHttpMetrics.Recording.Events.Lines;

/// <summary>Amounts by direction and unit. Those of our own units have names of two letters; others keep theirs.</summary>
internal sealed class AmountsConverter : JsonConverter<IReadOnlyDictionary<string, double>>
{
    private static readonly Dictionary<string, string> Short = new[] { CapacityUnits.Input, CapacityUnits.Output }
        .SelectMany(direction => new[] { CapacityUnits.Characters, CapacityUnits.Words, CapacityUnits.Bytes, CapacityUnits.Lines }, (direction, unit) => (direction, unit))
        .ToDictionary(name => $"{name.direction}.{name.unit}", name => $"{name.direction[0]}{name.unit[0]}");

    private static readonly Dictionary<string, string> Long = Short.ToDictionary(pair => pair.Value, pair => pair.Key);

    public override IReadOnlyDictionary<string, double>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        Dictionary<string, double> amounts = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            amounts[Long.GetValueOrDefault(name, name)] = reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var amount) ? amount : throw new JsonException();
        }

        return amounts;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, double> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, amount) in value)
        {
            if (double.IsFinite(amount))
            {
                writer.WriteNumber(Short.GetValueOrDefault(name, name), amount);
            }
        }

        writer.WriteEndObject();
    }
}
