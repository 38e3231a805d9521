using System.Net.Http.Json;
using System.Text.Json;
using LlmHttpMetrics.Identification;
using LlmHttpMetrics.Recording;

namespace LlmHttpMetrics.Interception.Injection;

/// <summary>
/// Asks a stream for its usage where the caller did not: https://platform.openai.com/docs/api-reference/chat/create
/// (stream_options). Members are inserted; every other byte of the request stays as it is.
/// </summary>
internal static class UsageInjection
{
    /// <summary>Longest request that is rewritten.</summary>
    private const int MaxLength = 1024 * 1024;

    private static ReadOnlySpan<byte> Options => "\"stream_options\":{\"include_usage\":true},"u8;

    private static ReadOnlySpan<byte> Member => "\"include_usage\":true"u8;

    private static ReadOnlySpan<byte> MemberBeforeOthers => "\"include_usage\":true,"u8;

    /// <summary>The content to send in place of the request's, or null where it stays.</summary>
    public static HttpContent? Rewrite(HttpRequestMessage request, Endpoint endpoint, MonitorSettings settings)
    {
        if (settings.InjectHosts.Count == 0 || !settings.InjectHosts.Contains(endpoint.ServerAddress) || !endpoint.Format.SendsUsageWhenAsked
            || request.Content is not { } content || ContentTraits.Of(content).IsCoded || Buffered(content) is not { } body || Insert(body) is not { } rewritten)
        {
            return null;
        }

        var replacement = new ByteArrayContent(rewritten);
        ContentHeaders.Copy(content, replacement);
        replacement.Headers.ContentLength = rewritten.Length;
        return replacement;
    }

    /// <summary>The body with usage asked for; null where it is no stream, asks already, or says that it does not want it.</summary>
    public static byte[]? Insert(ReadOnlySpan<byte> body)
    {
        try
        {
            return Position(body, out var insertion) is { } at ? [.. body[..at], .. insertion, .. body[at..]] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int? Position(ReadOnlySpan<byte> body, out ReadOnlySpan<byte> insertion)
    {
        insertion = Options;
        var reader = new Utf8JsonReader(body);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        var at = (int)reader.BytesConsumed;
        var streams = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isStream = reader.ValueTextEquals("stream"u8);
            var isOptions = reader.ValueTextEquals("stream_options"u8);
            reader.Read();
            if (isStream)
            {
                streams = reader.TokenType == JsonTokenType.True;
            }
            else if (isOptions)
            {
                if (reader.TokenType != JsonTokenType.StartObject)
                {
                    return null;
                }

                at = (int)reader.BytesConsumed;
                if (!TryReadOptions(ref reader, out var isEmpty))
                {
                    return null;
                }

                insertion = isEmpty ? Member : MemberBeforeOthers;
                continue;
            }

            reader.Skip();
        }

        return streams ? at : null;
    }

    /// <summary>False where the options speak of usage themselves.</summary>
    private static bool TryReadOptions(ref Utf8JsonReader reader, out bool isEmpty)
    {
        isEmpty = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            isEmpty = false;
            if (reader.ValueTextEquals("include_usage"u8))
            {
                return false;
            }

            reader.Read();
            reader.Skip();
        }

        return true;
    }

    /// <summary>The bytes of content that can be serialized again without anybody noticing; null for other or longer content.</summary>
    private static byte[]? Buffered(HttpContent content)
    {
        if ((!RequestObservation.IsMemory(content) && content is not JsonContent) || content.Headers.ContentLength > MaxLength)
        {
            return null;
        }

        using var buffer = new MemoryStream();
        content.CopyTo(buffer, context: null, CancellationToken.None);
        return buffer.Length <= MaxLength ? buffer.ToArray() : null;
    }
}
