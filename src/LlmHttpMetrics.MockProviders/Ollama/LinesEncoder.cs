using LlmHttpMetrics.MockProviders.Sse;

namespace LlmHttpMetrics.MockProviders.Ollama;

/// <summary>A JSON document per line.</summary>
internal sealed class LinesEncoder : IEventEncoder
{
    public string ContentType => "application/x-ndjson";

    public byte[] Encode(SseEvent item) => [.. item.Data, (byte)'\n'];
}
