using LlmHttpMetrics.Tests.Reading;

namespace LlmHttpMetrics.Tests.Providers.Cohere;

/// <summary>
/// Cohere as https://docs.cohere.com/reference/chat-stream, https://docs.cohere.com/v1/reference/chat-stream,
/// https://docs.cohere.com/v1/reference/generate and https://docs.cohere.com/reference/rerank describe it.
/// </summary>
public sealed class CohereTests
{
    private const string V2 = "https://api.cohere.com/v2/chat";
    private const string V2Stream = """{"model":"command-a-03-2025","messages":[{"role":"user","content":"Say hi"}],"stream":true}""";
    private const string V1 = "https://api.cohere.com/v1/chat";
    private const string V1Stream = """{"model":"command-r","message":"Say hi","stream":true}""";
    private const string V1Meta =
        "\"meta\":{\"api_version\":{\"version\":\"1\"},\"billed_units\":{\"input_tokens\":4,\"output_tokens\":2},\"tokens\":{\"input_tokens\":70,"
            + "\"output_tokens\":3}}";

    private const string ToolStream =
        """
        event: message-start
        data: {"id":"29f1","type":"message-start","delta":{"message":{"role":"assistant","content":[],"tool_plan":"","tool_calls":[],"citations":[]}}}

        event: tool-plan-delta
        data: {"type":"tool-plan-delta","delta":{"message":{"tool_plan":"I will look"}}}

        event: tool-call-start
        data: {"type":"tool-call-start","index":0,"delta":{"message":{"tool_calls":{"id":"a","type":"function","function":{"name":"f","arguments":""}}}}}

        event: tool-call-delta
        data: {"type":"tool-call-delta","index":0,"delta":{"message":{"tool_calls":{"function":{"arguments":"{}"}}}}}

        event: tool-call-start
        data: {"type":"tool-call-start","index":1,"delta":{"message":{"tool_calls":{"id":"b","type":"function","function":{"name":"g","arguments":""}}}}}

        event: message-end
        data: {"type":"message-end","delta":{"finish_reason":"TOOL_CALL","usage":{"billed_units":{"input_tokens":8,"output_tokens":5},"tokens":{"input_tokens":90,"output_tokens":9},"cached_tokens":16}}}


        """;

    private const string TextStream =
        """
        event: message-start
        data: {"id":"29f1","type":"message-start","delta":{"message":{"role":"assistant","content":[],"tool_plan":"","tool_calls":[],"citations":[]}}}

        event: content-start
        data: {"type":"content-start","index":0,"delta":{"message":{"content":{"type":"text","text":""}}}}

        event: content-delta
        data: {"type":"content-delta","index":0,"delta":{"message":{"content":{"text":"Hi 🙂"}}}}


        """;

    public static readonly AnswerCase[] Answers =
    [
        Case("v2 tools", V2, V2Stream, ToolStream) with
        {
            Id = "29f1", Finish = "TOOL_CALL", Input = 8, Output = 5, Cached = 16, ToolCalls = 2, Chunks = 4,
        },
        Case("v2 without its end", V2, V2Stream, TextStream) with
        {
            Id = "29f1", Characters = 4, Chunks = 1, UsageMissing = true, Outcome = LlmOutcomes.Broken, ErrorType = "stream_truncated",
        },
        Case("v2 at the limit", V2, V2Stream, TextStream + End("MAX_TOKENS", "")) with
        {
            Id = "29f1", Finish = "MAX_TOKENS", Characters = 4, Chunks = 1, Input = 3, Output = 1, Outcome = LlmOutcomes.Length,
        },
        Case("v2 failed", V2, V2Stream, TextStream + End("ERROR", ",\"error\":\"internal\"")) with
        {
            Id = "29f1", Finish = "ERROR", Characters = 4, Chunks = 1, Input = 3, Output = 1, Outcome = LlmOutcomes.Error, ErrorType = "ERROR",
        },
        Case("v1 lines", V1, V1Stream,
            """{"is_finished":false,"event_type":"stream-start","generation_id":"g"}""" + "\n"
            + """{"is_finished":false,"event_type":"text-generation","text":"Hi"}""" + "\n"
            + """{"is_finished":false,"event_type":"text-generation","text":" there"}""" + "\n"
            + """{"is_finished":false,"event_type":"tool-calls-generation","tool_calls":[{"name":"f","parameters":{"x":1}}]}""" + "\n"
            + $$$"""{"is_finished":true,"event_type":"stream-end","finish_reason":"COMPLETE","response":{"response_id":"r","text":"Hi """
            + $$$"""there","generation_id":"g","tool_calls":[{"name":"f","parameters":{"x":1}}],{{{V1Meta}}}}}"""
            + "\n") with
        {
            Model = "command-r", Id = "r", Finish = "COMPLETE", Input = 4, Output = 2, Characters = 8, ToolCalls = 1, Chunks = 3,
        },
        Case("v1 events", V1, V1Stream,
            "event: text-generation\ndata: {\"is_finished\":false,\"event_type\":\"text-generation\",\"text\":\"Hi\"}\n\n"
            + $$$"""data: {"is_finished":true,"event_type":"stream-end","finish_reason":"ERROR_TOXIC","response":{"response_id":"r","text":"Hi","""
            + $$$"""{{{V1Meta}}}}}"""
            + "\n\n") with
        {
            Model = "command-r", Id = "r", Finish = "ERROR_TOXIC", Input = 4, Output = 2, Characters = 2, Chunks = 1, Outcome = LlmOutcomes.ContentFilter,
        },
        Case("v1 lines cut", V1, V1Stream, """{"is_finished":false,"event_type":"text-generation","text":"Hi"}""" + "\n" + """{"is_finished":fal""") with
        {
            Model = "command-r", Characters = 2, Chunks = 1, UsageMissing = true, Outcome = LlmOutcomes.Broken, ErrorType = "stream_truncated",
        },
        new AnswerCase(
            new WireCase(
                "v1 generate",
                $$$"""{"id":"x","generations":[{"id":"g1","text":"Hi","finish_reason":"COMPLETE"},"""
                    + $$$"""{"id":"g2","text":"Ho","finish_reason":"MAX_TOKENS"}],"prompt":"p",{{{V1Meta}}}}""")
            {
                Url = "https://api.cohere.ai/v1/generate", Request = """{"model":"command","prompt":"p","num_generations":2}""",
            },
            "cohere",
            "text_completion")
            {
                Model = "command",
                Id = "x",
                Finish = "COMPLETE MAX_TOKENS",
                Input = 4,
                Output = 2,
                Characters = 4,
                Outcome = LlmOutcomes.Length
            },
        new AnswerCase(
            new WireCase("v1 generate streamed",
                """{"text":"Hi","is_finished":false,"event_type":"text-generation"}""" + "\n"
                + $$$"""{"is_finished":true,"event_type":"stream-end","finish_reason":"COMPLETE","response":{"id":"x","generations":"""
                + $$$"""[{"id":"g1","text":"Hi","finish_reason":"COMPLETE"}],"prompt":"p",{{{V1Meta}}}}}""" + "\n")
            {
                Url = "https://api.cohere.ai/v1/generate",
                Request = """{"model":"command","prompt":"p","stream":true}""",
                ContentType = "application/stream+json",
            },
            "cohere",
            "text_completion") { Model = "command", Id = "x", Finish = "COMPLETE", Input = 4, Output = 2, Characters = 2, Chunks = 1, StreamRequested = true },
        new AnswerCase(
            new WireCase(
                "rerank",
                """{"id":"x","results":[{"index":0,"relevance_score":0.9}],"meta":{"api_version":{"version":"2"},"billed_units":{"search_units":1}}}""")
            {
                Url = "https://api.cohere.com/v2/rerank", Request = """{"model":"rerank-v3.5","query":"q","documents":["a","b"]}""",
            },
            "cohere",
            "rerank") { Model = "rerank-v3.5", Id = "x" },
        new AnswerCase(
            new WireCase("429", """{"message":"trial token rate limit exceeded, limit is 100000 tokens per minute","id":"e"}""")
            {
                Status = 429,
                Url = V2,
                Request = V2Stream.Replace(",\"stream\":true", "", StringComparison.Ordinal)
            },
            "cohere",
            "chat") { Model = "command-a-03-2025", Outcome = LlmOutcomes.Error, ErrorType = "429" },
        new AnswerCase(
            new WireCase(
                "compatible",
                """{"id":"x","model":"command-a-03-2025","choices":[{"index":0,"finish_reason":"stop","message":"""
                    + """{"role":"assistant","content":"Hi"}}],"usage":{"prompt_tokens":3,"completion_tokens":1,"total_tokens":4}}""")
            {
                Url = "https://api.cohere.ai/compatibility/v1/chat/completions",
                Request = """{"model":"command-a-03-2025","messages":[{"role":"user","content":"Say hi"}]}""",
            },
            "cohere",
            "chat")
            {
                Model = "command-a-03-2025",
                ResponseModel = "command-a-03-2025",
                Id = "x",
                Finish = "stop",
                Input = 3,
                Output = 1,
                Total = 4,
                Characters = 2
            },
    ];

    [Test]
    public Task Answer_AsDocumented_IsRead([ValueSource(nameof(Answers))] AnswerCase answer, [Values] Delivery delivery, [Values] bool sync) =>
        answer.AssertAsync(delivery, sync);

    private static AnswerCase Case(string name, string url, string request, string body) =>
        new(new WireCase(name, body) { Url = url, Request = request, ContentType = WireBodies.EventStream }, "cohere", "chat")
        {
            Model = "command-a-03-2025",
            StreamRequested = true
        };

    private static string End(string reason, string more) =>
        $$$$$"""data: {"type":"message-end","delta":{"finish_reason":"{{{{{reason}}}}}"{{{{{more}}}}},"usage":{"billed_units":{"input_tokens":3"""
        + $$$$$""","output_tokens":1},"tokens":{"input_tokens":60,"output_tokens":2}}}}"""
            + "\n\n";
}
