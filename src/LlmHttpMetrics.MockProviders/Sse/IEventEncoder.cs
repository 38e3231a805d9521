namespace LlmHttpMetrics.MockProviders.Sse;

/// <summary>Frames the events of one stream.</summary>
internal interface IEventEncoder
{
    /// <summary>The content type of the stream.</summary>
    string ContentType { get; }

    /// <summary>The bytes of the next event.</summary>
    byte[] Encode(SseEvent item);
}
