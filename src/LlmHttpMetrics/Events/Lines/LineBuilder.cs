using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LlmHttpMetrics.Events.Lines;

/// <summary>Writes one line: a JSON object that combines the members of several objects.</summary>
internal sealed class LineBuilder : IDisposable
{
    private const int InitialCapacity = 2048;

    /// <summary>
    /// Lines are written to files, not into HTML: text other than ASCII is not escaped. Control characters, and so line breaks, are.
    /// </summary>
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly IBufferWriter<byte> _target;
    private readonly ArrayBufferWriter<byte> _part = new(InitialCapacity);
    private readonly Utf8JsonWriter _json;

    /// <summary>Begins the line with its version.</summary>
    public LineBuilder(IBufferWriter<byte> target)
    {
        _target = target;
        _json = new Utf8JsonWriter(_part, WriterOptions);
        _target.Write("{\"version\":2"u8);
    }

    /// <summary>Adds the members of an object.</summary>
    public void Add<T>(T part, JsonTypeInfo<T> type)
    {
        _part.ResetWrittenCount();
        _json.Reset();
        JsonSerializer.Serialize(_json, part, type);
        _json.Flush();
        var members = _part.WrittenSpan[1..^1];
        if (!members.IsEmpty)
        {
            _target.Write(","u8);
            _target.Write(members);
        }
    }

    /// <summary>Ends the line, without a line break.</summary>
    public void Dispose()
    {
        _target.Write("}"u8);
        _json.Dispose();
    }
}
