namespace LlmHttpMetrics.Tests.Providers.Catalogue;

/// <summary>An API that many hosts implement: a path, a request and its answer, with 11 tokens in and 7 out (embeddings: 11 in).</summary>
internal sealed record GenericFormat(string Name, string Path, string Request, string Answer, long? Output = 7)
{
    private const string Messages = """ "messages":[{"role":"user","content":"q"}]""";
    private const string Usage = """ "usage":{"prompt_tokens":11,"completion_tokens":7,"total_tokens":18}""";

    public static readonly GenericFormat[] All =
    [
        new(
            "chat completions",
            "/v1/chat/completions",
            Asking(Messages),
            $$"""{"id":"a","object":"chat.completion","model":"m-1","choices":[{"index":0,"message":{"role":"assistant","content":"ok"}"""
                + $$""","finish_reason":"stop"}],{{Usage}}}"""),
        new(
            "completions",
            "/v1/completions",
            Asking(""" "prompt":"q" """),
            $$"""{"id":"a","object":"text_completion","model":"m-1","choices":[{"index":0,"text":"ok","finish_reason":"stop"}],{{Usage}}}"""),
        new(
            "responses",
            "/v1/responses",
            Asking(""" "input":"q" """),
            """{"id":"a","object":"response","status":"completed","model":"m-1","output":[],"usage":{"input_tokens":11,"output_tokens":7"""
                + ""","total_tokens":18}}"""),
        new(
            "embeddings",
            "/v1/embeddings",
            Asking(""" "input":"q" """),
            """{"object":"list","model":"m-1","data":[],"usage":{"prompt_tokens":11,"total_tokens":11}}""",
            Output: null),
        new(
            "messages",
            "/v1/messages",
            Asking($"\"max_tokens\":9,{Messages}"),
            """{"id":"a","type":"message","role":"assistant","model":"m-1","content":[{"type":"text","text":"ok"}]"""
                + ""","stop_reason":"end_turn","usage":{"input_tokens":11,"output_tokens":7}}"""),
        new(
            "messages behind a prefix",
            "/anthropic/v1/messages",
            Asking($"\"max_tokens\":9,{Messages}"),
            """{"id":"a","type":"message","role":"assistant","model":"m-1","content":[{"type":"text","text":"ok"}]"""
                + ""","stop_reason":"end_turn","usage":{"input_tokens":11,"output_tokens":7}}"""),
        new(
            "generate content",
            "/v1beta/models/m-1:generateContent",
            """{"contents":[{"parts":[{"text":"q"}]}]}""",
            """{"candidates":[{"content":{"parts":[{"text":"ok"}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":11"""
                + ""","candidatesTokenCount":7,"totalTokenCount":18}}"""),
        new(
            "ollama chat",
            "/api/chat",
            Asking($"\"stream\":false,{Messages}"),
            """{"model":"m-1","message":{"role":"assistant","content":"ok"},"done":true,"done_reason":"stop","prompt_eval_count":11,"eval_count":7}"""),
        new(
            "cohere chat",
            "/v2/chat",
            Asking(Messages),
            """{"id":"a","finish_reason":"COMPLETE","message":{"role":"assistant","content":[{"type":"text","text":"ok"}]},"usage":"""
                + """{"billed_units":{"input_tokens":11,"output_tokens":7}}}"""),
        new(
            "converse",
            "/model/m-1/converse",
            """{"messages":[{"role":"user","content":[{"text":"q"}]}]}""",
            """{"output":{"message":{"role":"assistant","content":[{"text":"ok"}]}},"stopReason":"end_turn","usage":{"inputTokens":11"""
                + ""","outputTokens":7,"totalTokens":18}}"""),
    ];

    public override string ToString() => Name;

    private static string Asking(string members) => $$"""{"model":"m-1",{{members}}}""";
}
