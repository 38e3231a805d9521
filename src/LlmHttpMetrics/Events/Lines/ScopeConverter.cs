using System.Text.Json;
using System.Text.Json.Serialization;

namespace LlmHttpMetrics.Events.Lines;

/// <summary>The id of a scope: ours, 32 hexadecimal digits, as any id; another as it is.</summary>
internal sealed class ScopeConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException();
        }

        var text = reader.GetString()!;
        return ShortId.TryParse(text, out var id) ? id.ToString("n") : text;
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        if (Guid.TryParseExact(value, "n", out var id) && id.ToString("n") == value)
        {
            ShortId.Write(writer, id);
        }
        else
        {
            writer.WriteStringValue(value);
        }
    }
}
