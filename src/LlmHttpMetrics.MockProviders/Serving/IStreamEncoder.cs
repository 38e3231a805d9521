using LlmHttpMetrics.MockProviders.Sse;

namespace LlmHttpMetrics.MockProviders.Serving;

/// <summary>Frames the events of a stream.</summary>
internal interface IStreamEncoder
{
    string ContentType { get; }

    byte[] Encode(SseEvent item);
}
