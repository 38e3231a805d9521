using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using LlmHttpMetrics.Events.Lines;
using LlmHttpMetrics.Events.Lines.VersionOne;

namespace LlmHttpMetrics;

/// <summary>
/// Writes and reads events and amendments as one JSON object without line breaks each, for files and for your own sinks. What is not known is
/// omitted; durations are milliseconds to the microsecond, times are UTC to the millisecond. The names are listed in <c>docs/events.md</c>.
/// </summary>
public static class LlmEventJson
{
    /// <summary>
    /// The version that is written, as the member <c>version</c>. It increases when the meaning of a name changes; names are added within a version.
    /// </summary>
    public const int Version = 2;

    /// <summary>Writes an event.</summary>
    /// <param name="writer">The target; no line break is added.</param>
    /// <param name="callEvent">The event. Values of <see cref="LlmEvent.Custom"/> that have no JSON form are written as text.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static void Write(IBufferWriter<byte> writer, LlmEvent callEvent)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(callEvent);
        LineFormat.Full.Write(writer, callEvent);
    }

    /// <summary>Writes an amendment. It has the id of its event as <c>amends</c>.</summary>
    /// <param name="writer">The target; no line break is added.</param>
    /// <param name="amendment">The amendment.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static void Write(IBufferWriter<byte> writer, LlmEventAmendment amendment)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(amendment);
        LineFormat.Full.Write(writer, amendment);
    }

    /// <summary>Reads an event of any version: a missing name leaves the default, and an unknown name is ignored.</summary>
    /// <param name="utf8">The JSON.</param>
    /// <param name="callEvent">The event.</param>
    /// <returns><see langword="false"/> if it is not JSON, not an event (but, for example, an amendment), or has a value of the wrong type.</returns>
    public static bool TryRead(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out LlmEvent? callEvent)
    {
        callEvent = null;
        try
        {
            callEvent = HeadOf(utf8) switch
            {
                null or { Amends: not null } => null,
                { Version: < Version } => VersionOneLine.Read(utf8),
                _ => LineFormat.Full.ReadEvent(utf8),
            };
        }
        catch (JsonException)
        {
            // The result is false.
        }

        return callEvent is not null;
    }

    /// <summary>Reads an amendment.</summary>
    /// <param name="utf8">The JSON.</param>
    /// <param name="amendment">The amendment; <see cref="LlmEventAmendment.ApplyTo"/> puts it on its event.</param>
    /// <returns><see langword="false"/> if it is not JSON, not an amendment (but, for example, an event), or has a value of the wrong type.</returns>
    public static bool TryReadAmendment(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out LlmEventAmendment? amendment)
    {
        amendment = null;
        try
        {
            amendment = MayBeAmendment(utf8) && HeadOf(utf8)?.Amends is not null ? LineFormat.Full.ReadAmendment(utf8) : null;
        }
        catch (JsonException)
        {
            // The result is false.
        }

        return amendment is not null;
    }

    /// <summary>Whether the line contains the name that every amendment has. Far faster than parsing every line.</summary>
    private static bool MayBeAmendment(ReadOnlySpan<byte> utf8) => utf8.IndexOf("\"amends\""u8) >= 0;

    private static LineHead? HeadOf(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize(utf8, LineContext.Default.LineHead);
}
