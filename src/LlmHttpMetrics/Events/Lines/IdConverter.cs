using System.Text.Json;
using System.Text.Json.Serialization;

namespace LlmHttpMetrics.Events.Lines;

/// <summary>An id in its short form; as any usual text of one when it is read.</summary>
internal sealed class IdConverter : JsonConverter<Guid?>
{
    public override Guid? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.GetString() is { } text && (ShortId.TryParse(text, out var id) || Guid.TryParse(text, out id))
            ? id
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, Guid? value, JsonSerializerOptions options) => ShortId.Write(writer, value!.Value);
}
