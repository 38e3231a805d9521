using System.Text.Json;
using System.Text.Json.Serialization;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Events.Lines;

/// <summary>
/// Amounts by direction and unit: a list of those of our own units, where there is nothing else, or an object of names. The list has
/// characters, words, bytes and lines of the input, then of the output.
/// </summary>
internal sealed class AmountsConverter : JsonConverter<IReadOnlyDictionary<string, double>>
{
    private static readonly string[] Names = [.. new[] { CapacityUnits.Input, CapacityUnits.Output }
        .SelectMany(
            _ => new[] { CapacityUnits.Characters, CapacityUnits.Words, CapacityUnits.Bytes, CapacityUnits.Lines },
            (direction, unit) => $"{direction}.{unit}")];

    public override IReadOnlyDictionary<string, double>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Dictionary<string, double> amounts = [];
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
                {
                    if (i < Names.Length && reader.TokenType != JsonTokenType.Null)
                    {
                        amounts[Names[i]] = Amount(ref reader);
                    }
                    else
                    {
                        reader.Skip();
                    }
                }

                return amounts;
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = reader.GetString()!;
                    amounts[name] = reader.Read() ? Amount(ref reader) : throw new JsonException();
                }

                return amounts;
            default:
                throw new JsonException();
        }
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, double> value, JsonSerializerOptions options)
    {
        if (value.Keys.All(Names.Contains))
        {
            WriteList(writer, value);
            return;
        }

        writer.WriteStartObject();
        foreach (var (name, amount) in value)
        {
            if (double.IsFinite(amount))
            {
                writer.WriteNumber(name, amount);
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, IReadOnlyDictionary<string, double> value)
    {
        writer.WriteStartArray();
        foreach (var name in Names)
        {
            if (value.TryGetValue(name, out var amount) && double.IsFinite(amount))
            {
                writer.WriteNumberValue(amount);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndArray();
    }

    private static double Amount(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var amount) ? amount : throw new JsonException();
}
