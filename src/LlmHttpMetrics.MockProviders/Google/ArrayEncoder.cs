using LlmHttpMetrics.MockProviders.Sse;

namespace LlmHttpMetrics.MockProviders.Google;

/// <summary>One JSON array with one element per event: the stream of Gemini without <c>alt=sse</c>.</summary>
internal sealed class ArrayEncoder : IEventEncoder
{
    private bool _begun;

    public string ContentType => "application/json; charset=UTF-8";

    public byte[] Encode(SseEvent item)
    {
        var before = _begun ? "\n,\n"u8 : "["u8;
        _begun = true;
        return [.. before, .. item.Data, .. item.Kind == EventKind.Last ? "\n]\n"u8 : ""u8];
    }
}
