using System.Text.Json;
using System.Text.Json.Serialization;

namespace LlmHttpMetrics.Events.Lines;

/// <summary>Durations as milliseconds, to the microsecond.</summary>
internal sealed class MillisecondsConverter : JsonConverter<TimeSpan>
{
    private const int Digits = 3;
    private const int MicrosecondsPerMillisecond = 1000;

    /// <summary>About thirty years in milliseconds: no call takes longer.</summary>
    private const double MaxMilliseconds = 1e12;

    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => FromMilliseconds(reader.GetDouble());

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(Math.Round(value.TotalMilliseconds, Digits));

    /// <exception cref="JsonException">The number is out of range.</exception>
    public static TimeSpan FromMilliseconds(double milliseconds) => milliseconds is >= -MaxMilliseconds and <= MaxMilliseconds
        ? TimeSpan.FromMicroseconds(Math.Round(milliseconds * MicrosecondsPerMillisecond))
        : throw new JsonException();
}
