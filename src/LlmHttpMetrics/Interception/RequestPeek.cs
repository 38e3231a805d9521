using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Text;

namespace LlmHttpMetrics.Interception;

/// <summary>Reads a request before it is sent, if it has to be decided whether it may be sent.</summary>
internal static class RequestPeek
{
    /// <summary>What the request contains; null if its content is not in memory in plain form, or too long.</summary>
    public static PeekedRequest? Read(HttpContent? content, Endpoint endpoint)
    {
        var traits = ContentTraits.Of(content);
        if (traits.IsCoded || BytesOf(content) is not { } body)
        {
            return null;
        }

        RequestReader reader = new();
        TextTally text = new();
        reader.Begin(endpoint.Format, endpoint.Streams, traits.IsForm, text, takesParts: true);
        reader.Feed(body.Span);
        return new PeekedRequest(reader, text, body);
    }

    /// <summary>The length of the content; null if it is unknown.</summary>
    public static long? LengthOf(HttpContent? content)
    {
        try
        {
            return content?.Headers.ContentLength;
        }
        catch (Exception)
        {
            // Custom content that throws for its length; sending it requests the length again.
            return null;
        }
    }

    /// <summary>The bytes of content that is in memory; null for any other and for longer content.</summary>
    public static ReadOnlyMemory<byte>? BytesOf(HttpContent? content)
    {
        if (content is CapturedContent captured)
        {
            return captured.IsWhole ? captured.Bytes : null;
        }

        if (content is null || !RequestObservation.IsMemory(content) || content.Headers.ContentLength > RequestCapture.MaxLength)
        {
            return null;
        }

        using MemoryStream body = new();
        content.CopyTo(body, context: null, CancellationToken.None);
        return body.Length <= RequestCapture.MaxLength ? body.GetBuffer().AsMemory(0, (int)body.Length) : null;
    }
}
