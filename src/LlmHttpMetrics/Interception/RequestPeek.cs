using System.Net.Http.Json;
using LlmHttpMetrics.Identification;
using LlmHttpMetrics.Measurement;
using LlmHttpMetrics.Observation;

namespace LlmHttpMetrics.Interception;

/// <summary>
/// Reads a request before it is sent, where it must be known whether it may be. Its content is buffered by itself, as
/// <see cref="HttpContent.LoadIntoBufferAsync()"/> does for everybody, so that it is serialized once and can be sent.
/// </summary>
internal static class RequestPeek
{
    /// <summary>Longest request that is read.</summary>
    private const int MaxLength = 1024 * 1024;

    /// <summary>What it says; null where it cannot be read without harm.</summary>
    public static async ValueTask<RequestReader?> ReadAsync(HttpRequestMessage request, Endpoint endpoint)
    {
        // Of content that does not tell its length JSON alone can be serialized again, should it be too long.
        if (request.Content is not { } content || ContentTraits.Of(content) is { IsCoded: true } || (content.Headers.ContentLength is { } length ? length > MaxLength : content is not JsonContent))
        {
            return null;
        }

        await content.LoadIntoBufferAsync(MaxLength).ConfigureAwait(false);
        using MemoryStream body = new();
        content.CopyTo(body, context: null, CancellationToken.None);
        RequestReader reader = new();
        reader.Begin(endpoint.Format, endpoint.Streams, ContentTraits.Of(content).IsForm, new TextTally());
        reader.Feed(body.GetBuffer().AsSpan(0, (int)body.Length));
        return reader;
    }
}
