using LlmHttpMetrics.Tests.Providers.Google;
using LlmHttpMetrics.Tests.Providers.Ollama;

namespace LlmHttpMetrics.Tests.Reading;

/// <summary>A good answer of every dialect, whole and streamed.</summary>
internal static class WireBodies
{
    public const string Responses = "https://api.openai.com/v1/responses";
    public const string ResponsesRequest = """{"model":"gpt-5-mini","input":"Say hi","stream":true}""";
    public const string MessagesStreamRequest =
        """{"model":"claude-sonnet-4-5","max_tokens":64,"stream":true,"messages":[{"role":"user","content":"Say hi"}]}""";
    public const string EventStream = "text/event-stream";

    public const string MessagesStream =
        """
        event: message_start
        data: {"type":"message_start","message":{"id":"msg_2","type":"message","role":"assistant","model":"claude-sonnet-4-5-20250929","content":[],"stop_reason":null,"usage":{"input_tokens":5,"cache_creation_input_tokens":2,"cache_read_input_tokens":3,"output_tokens":1,"service_tier":"standard"}}}

        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

        event: ping
        data: {"type": "ping"}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi \"there\""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":" 🙂 \ud83d\ude42"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":0}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":9}}

        event: message_stop
        data: {"type":"message_stop"}


        """;

    public const string ResponsesStream =
        """
        event: response.created
        data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_1","object":"response","status":"in_progress","error":null,"model":"gpt-5-mini-2025-08-07","output":[],"usage":null}}

        event: response.output_text.delta
        data: {"type":"response.output_text.delta","sequence_number":1,"item_id":"msg_1","output_index":0,"content_index":0,"delta":"Hi"}

        event: response.output_text.delta
        data: {"delta":" 🙂","type":"response.output_text.delta","sequence_number":2,"item_id":"msg_1","output_index":0,"content_index":0}

        event: response.completed
        data: {"type":"response.completed","sequence_number":3,"response":{"id":"resp_1","object":"response","status":"completed","error":null,"model":"gpt-5-mini-2025-08-07","output":[{"type":"message","content":[{"type":"output_text","text":"Hi 🙂"}]}],"usage":{"input_tokens":11,"input_tokens_details":{"cached_tokens":4},"output_tokens":7,"output_tokens_details":{"reasoning_tokens":3},"total_tokens":18}}}


        """;

    public static readonly WireCase Chat = new("chat", WireSamples.ChatAnswer);

    public static readonly WireCase ChatStream = new("chat stream", WireSamples.ChatStream)
    {
        Request = WireSamples.ChatStreamRequest,
        ContentType = EventStream
    };

    public static readonly WireCase Messages = new("messages", WireSamples.MessagesAnswer)
    {
        Url = WireSamples.AnthropicMessages,
        Request = WireSamples.MessagesRequest
    };

    public static readonly WireCase MessagesStreamed = new("messages stream", MessagesStream)
    {
        Url = WireSamples.AnthropicMessages, Request = MessagesStreamRequest, ContentType = EventStream,
    };

    public static readonly WireCase ResponsesStreamed = new("responses stream", ResponsesStream)
    {
        Url = Responses, Request = ResponsesRequest, ContentType = EventStream,
    };

    public static readonly WireCase[] All =
    [
        Chat, ChatStream, Messages, MessagesStreamed, ResponsesStreamed,
        .. GeminiBodies.All,
        .. OllamaBodies.All,
    ];
}
