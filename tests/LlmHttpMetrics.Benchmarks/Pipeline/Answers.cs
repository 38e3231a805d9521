using System.Net.Http.Headers;
using System.Text;

namespace LlmHttpMetrics.Benchmarks.Pipeline;

/// <summary>The answers that the stub gives: a chat completion of 2 KB, and the same as a stream of 300 chunks and 96 KB.</summary>
internal static class Answers
{
    public const int Chunks = 300;

    private const string Model = "gpt-4.1-mini-2025-04-14";
    private const string Usage =
        """{"prompt_tokens":321,"completion_tokens":297,"total_tokens":618,"prompt_tokens_details":{"cached_tokens":128,"audio_tokens":0}"""
            + ""","completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0}}""";

    private static readonly MediaTypeHeaderValue JsonType = new("application/json");
    private static readonly MediaTypeHeaderValue StreamType = new("text/event-stream");
    private static readonly byte[] WholeBody = MakeWhole();

    /// <summary>One chunk for each read.</summary>
    public static readonly byte[][] StreamChunks = MakeChunks(Chunks);

    public static HttpContent Whole() => new ByteArrayContent(WholeBody) { Headers = { ContentType = JsonType } };

    public static HttpContent Stream() => Stream(new ChunkStream(StreamChunks));

    public static HttpContent Stream(Stream body) => new StreamContent(body) { Headers = { ContentType = StreamType } };

    public static byte[][] MakeChunks(int count) =>
    [
        Chunk("""{"role":"assistant","content":"","refusal":null}""", "null", "null"),
        .. Enumerable.Range(0, count - 4).Select(i => Chunk($$"""{"content":" word{{i % 90}}"}""", "null", "null")),
        Chunk("{}", "\"stop\"", "null"),
        Encoding.UTF8.GetBytes(
            $$"""data: {"id":"chatcmpl-B9MHDbslfkBeAs8l4bebGdFOJ6PeG","object":"chat.completion.chunk","created":1741570283"""
            + $$""","model":"{{Model}}","choices":[],"usage":{{Usage}}}"""
                + "\n\n"),
        Encoding.UTF8.GetBytes("data: [DONE]\n\n"),
    ];

    private static byte[] Chunk(string delta, string finish, string usage) => Encoding.UTF8.GetBytes(
        $$"""data: {"id":"chatcmpl-B9MHDbslfkBeAs8l4bebGdFOJ6PeG","object":"chat.completion.chunk","created":1741570283"""
        + $$""","model":"{{Model}}","service_tier":"default","system_fingerprint":"fp_38647f5e19","choices":[{"index":0,"delta":{{delta}}"""
        + $$""","logprobs":null,"finish_reason":{{finish}}}],"usage":{{usage}},"obfuscation":"abcdefgh"}"""
            + "\n\n");

    private static byte[] MakeWhole()
    {
        var text = string.Join(' ', Enumerable.Range(0, 210).Select(i => $"word{i % 90}"));
        return Encoding.UTF8.GetBytes(
            $$"""{"id":"chatcmpl-B9MHDbslfkBeAs8l4bebGdFOJ6PeG","object":"chat.completion","created":1741570283,"model":"{{Model}}","choices":"""
                + $$"""[{"index":0,"message":{"role":"assistant","content":"{{text}}","refusal":null,"annotations":[]},"logprobs":null"""
                + $$""","finish_reason":"stop"}],"usage":{{Usage}},"service_tier":"default","system_fingerprint":"fp_38647f5e19"}""");
    }
}
