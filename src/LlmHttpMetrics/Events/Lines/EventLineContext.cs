using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace LlmHttpMetrics.Events.Lines;

/// <summary>The generated code that writes and reads lines.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(EventLine))]
internal sealed partial class EventLineContext : JsonSerializerContext
{
    /// <summary>A line goes to files and not into HTML: text other than ASCII stays as it is. Control characters and thus line breaks are escaped.</summary>
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static JsonTypeInfo<EventLine> Lines => Default.EventLine;
}
