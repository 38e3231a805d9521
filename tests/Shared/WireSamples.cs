using System.Text;

namespace LlmHttpMetrics.TestUtilities;

/// <summary>Small requests and answers as the services send them, with the canary's secret wherever one may stand.</summary>
public static class WireSamples
{
    public const string OpenAiChat = "https://api.openai.com/v1/chat/completions";
    public const string AnthropicMessages = "https://api.anthropic.com/v1/messages";

    public const string ChatRequest = """{"messages":[{"role":"user","content":"Say c4n4ry, naïve 🙂"}],"model":"gpt-5-mini","user":"c4n4ry"}""";
    public const string ChatStreamRequest =
        """{"messages":[{"role":"user","content":"Say c4n4ry"}],"model":"gpt-5-mini","stream":true,"stream_options":{"include_usage":true}}""";

    public const string ChatAnswer =
        """
        {"id":"chatcmpl-1","object":"chat.completion","model":"gpt-5-mini-2025-08-07","choices":[{"index":0,"message":{"role":"assistant","content":"c4n4ry \"there\" 🙂"},"finish_reason":"stop"}],
        "usage":{"prompt_tokens":11,"completion_tokens":7,"total_tokens":18,"prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":3}},"service_tier":"default","system_fingerprint":"fp_1"}
        """;

    public const string ChatStream =
        """
        data: {"id":"chatcmpl-2","model":"gpt-5-mini-2025-08-07","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}

        data: {"id":"chatcmpl-2","model":"gpt-5-mini-2025-08-07","choices":[{"index":0,"delta":{"content":"c4n4ry"},"finish_reason":null}]}

        data: {"id":"chatcmpl-2","model":"gpt-5-mini-2025-08-07","choices":[{"index":0,"delta":{"content":" 🙂"},"finish_reason":null}]}

        data: {"id":"chatcmpl-2","model":"gpt-5-mini-2025-08-07","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

        data: {"id":"chatcmpl-2","model":"gpt-5-mini-2025-08-07","choices":[],"usage":{"prompt_tokens":11,"completion_tokens":7,"total_tokens":18}}

        data: [DONE]


        """;

    public const string MessagesRequest = """{"model":"claude-sonnet-4-5","max_tokens":64,"messages":[{"role":"user","content":"Say c4n4ry"}]}""";

    public const string MessagesAnswer =
        """
        {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5-20250929","content":[{"type":"text","text":"c4n4ry"}],"stop_reason":"end_turn",
        "usage":{"input_tokens":5,"cache_creation_input_tokens":2,"cache_read_input_tokens":3,"output_tokens":4}}
        """;

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    public static HttpRequestMessage Post(string url = OpenAiChat, string json = ChatRequest)
    {
        HttpRequestMessage request = new(HttpMethod.Post, Canary.In(url)) { Content = Json(json) };
        Canary.In(request);
        return request;
    }

    /// <summary>A response whose body trickles.</summary>
    public static HttpResponseMessage Trickle(string body, Delivery delivery = Delivery.Whole, string contentType = "application/json") =>
        Stream(new TrickleStream(Bytes(body), delivery), contentType);

    public static HttpResponseMessage Stream(Stream stream, string contentType = "application/json")
    {
        StreamContent content = new(stream);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        HttpResponseMessage response = new() { Content = content };
        Canary.In(response);
        return response;
    }
}
