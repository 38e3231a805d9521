using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using LlmHttpMetrics.Events.Lines;

namespace LlmHttpMetrics;

/// <summary>
/// An event as one JSON object without line breaks, for files and for sinks of your own. What is not known is left out; durations are
/// milliseconds to the microsecond, the time is UTC to the millisecond. The names are listed in <c>docs/events.md</c>.
/// </summary>
public static class LlmEventJson
{
    /// <summary>The version of what is written, as its <c>v</c>. It grows when a name changes its meaning; names are added without.</summary>
    public const int Version = 1;

    /// <summary>Writes an event.</summary>
    /// <param name="writer">Where to; no line break is added.</param>
    /// <param name="callEvent">The event. Values of <see cref="LlmEvent.Custom"/> that JSON has no form for are written as text.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static void Write(IBufferWriter<byte> writer, LlmEvent callEvent)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(callEvent);
        using Utf8JsonWriter json = new(writer, EventLineContext.WriterOptions);
        JsonSerializer.Serialize(json, EventLines.Of(callEvent), EventLineContext.Lines);
    }

    /// <summary>Reads an event that this or another version wrote: a name that is missing leaves its default, one that is not known is passed over.</summary>
    /// <param name="utf8">The JSON.</param>
    /// <param name="callEvent">The event.</param>
    /// <returns><see langword="false"/> where it is no JSON, no event, or has a value of another kind than its name promises.</returns>
    public static bool TryRead(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out LlmEvent? callEvent)
    {
        callEvent = null;
        try
        {
            callEvent = JsonSerializer.Deserialize(utf8, EventLineContext.Lines) is { } line ? EventLines.Read(line) : null;
        }
        catch (JsonException)
        {
            // What the file holds is told by the result.
        }

        return callEvent is not null;
    }
}
