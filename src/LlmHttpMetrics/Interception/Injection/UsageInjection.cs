using System.Text;
using System.Text.Json;
using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics.Interception.Injection;

/// <summary>
/// Requests the usage of a stream if the caller did not: https://platform.openai.com/docs/api-reference/chat/create (stream_options). Members are
/// inserted; every other byte of the request stays unchanged.
/// </summary>
internal static class UsageInjection
{
    private static ReadOnlySpan<byte> Options => "\"stream_options\":{\"include_usage\":true},"u8;

    private static ReadOnlySpan<byte> Member => "\"include_usage\":true"u8;

    private static ReadOnlySpan<byte> MemberBeforeOthers => "\"include_usage\":true,"u8;

    /// <summary>Whether the request may be a stream whose usage is to be requested, and its content has to be read to find out.</summary>
    public static bool NeedsContent(HttpRequestMessage request, ClientMonitor monitor)
    {
        var settings = monitor.Settings;
        return settings.InjectHosts.Count > 0 && request is { RequestUri: { } uri, Content: { } content } && !RequestObservation.IsMemory(content)
            && settings.Catalogue.Find(request.Method, uri) is { } endpoint && CanRequestUsage(request, content, endpoint, settings)
            && RequestCapture.CanTake(content) && monitor.Passes(settings, request);
    }

    /// <summary>The content that replaces the request's, or null if it is sent unchanged.</summary>
    public static HttpContent? Rewrite(HttpRequestMessage request, Endpoint endpoint, ClientSettings settings)
    {
        if (settings.InjectHosts.Count == 0 || request.Content is not { } content || !CanRequestUsage(request, content, endpoint, settings)
            || RequestPeek.BytesOf(content) is not { } body || Insert(body.Span) is not { } rewritten)
        {
            return null;
        }

        var replacement = new ByteArrayContent(rewritten);
        ContentHeaders.Copy(content, replacement);
        replacement.Headers.ContentLength = rewritten.Length;
        return replacement;
    }

    /// <summary>The body with usage requested; null if it is not a stream, already requests usage, or explicitly does not.</summary>
    public static byte[]? Insert(ReadOnlySpan<byte> body)
    {
        var start = body.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        try
        {
            return Position(body[start..], out var insertion) is { } at ? [.. body[..(start + at)], .. insertion, .. body[(start + at)..]] : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The body is not JSON, or a name is not valid text.
            return null;
        }
    }

    /// <summary>Whether the service sends usage on request, and the event can be removed from its answer again.</summary>
    private static bool CanRequestUsage(HttpRequestMessage request, HttpContent content, Endpoint endpoint, ClientSettings settings) =>
        endpoint.Format.SendsUsageOnRequest && settings.InjectHosts.Contains(endpoint.ServerAddress)
        && ContentTraits.Of(content) is { IsCoded: false, IsForm: false }
        && !RewriteObstacles.AcceptsCoding(request) && !RewriteObstacles.CoversBody(request, content);

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

        // Continue reading: anything after the object means that this is not JSON.
        return streams && !reader.Read() ? at : null;
    }

    /// <summary>False if the options already specify whether usage is sent.</summary>
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
}
