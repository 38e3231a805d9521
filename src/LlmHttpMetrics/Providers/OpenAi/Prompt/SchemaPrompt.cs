using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LlmHttpMetrics.Providers.OpenAi.Prompt;

/// <summary>
/// The schema that an answer has to follow: its name, and its JSON without the members that the model does not see: titles of properties,
/// <c>additionalProperties</c>, <c>$schema</c>.
/// </summary>
internal static class SchemaPrompt
{
    private const int PerSchema = 8;
    private const int PerTitle = 7;

    private static readonly string[] Maps = ["properties", "$defs", "definitions"];
    private static readonly string[] LeftOut = ["additionalProperties", "$schema"];
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static long Tokens(JsonElement part, Func<string, long> count)
    {
        var schema = part.Member("schema") ?? part;
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (Utf8JsonWriter writer = new(buffer, Compact))
        {
            Write(writer, schema, isRoot: true);
        }

        return PerSchema
            + (schema.Word("title") is null ? 0 : PerTitle)
            + count(Encoding.UTF8.GetString(buffer.WrittenSpan))
            + (part.Word("name") is { } name ? count(name) : 0)
            + (part.Member("schema") is not null && part.Word("description") is { } description ? count(description) : 0);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement schema, bool isRoot = false)
    {
        switch (schema.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in schema.EnumerateObject())
                {
                    WriteMember(writer, member, isRoot);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var element in schema.EnumerateArray())
                {
                    Write(writer, element);
                }

                writer.WriteEndArray();
                break;
            default:
                schema.WriteTo(writer);
                break;
        }
    }

    private static void WriteMember(Utf8JsonWriter writer, JsonProperty member, bool isRoot)
    {
        if (LeftOut.Contains(member.Name) || (!isRoot && member is { Name: "title", Value.ValueKind: JsonValueKind.String }))
        {
            return;
        }

        writer.WritePropertyName(member.Name);
        if (Maps.Contains(member.Name) && member.Value.ValueKind == JsonValueKind.Object)
        {
            writer.WriteStartObject();
            foreach (var entry in member.Value.EnumerateObject())
            {
                writer.WritePropertyName(entry.Name);
                Write(writer, entry.Value);
            }

            writer.WriteEndObject();
        }
        else
        {
            Write(writer, member.Value);
        }
    }
}
