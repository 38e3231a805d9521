namespace LlmHttpMetrics.SoakTests.Script;

/// <summary>A request for a stream in a provider's format.</summary>
/// <param name="Provider">The provider name for an unknown host.</param>
/// <param name="Path">The path.</param>
/// <param name="Body">The body.</param>
/// <param name="EventEnd">The end of an event on the wire; empty if no event with text has figures, so that its end need not be awaited.</param>
internal sealed record StreamWire(string Provider, string Path, string Body, string EventEnd)
{
    private const string Messages = """[{"role":"user","content":"one two three"}]""";

    /// <summary>The text of an answer stands on the wire as it is.</summary>
    public bool IsPlain { get; init; } = true;

    /// <summary>The body of a caller who leaves requesting usage to the library; null if it need not be requested.</summary>
    public string? BodyWithoutUsage { get; init; }

    /// <summary>No figures come before the end.</summary>
    public bool HasFiguresAtEnd { get; init; } = true;

    public static readonly IReadOnlyList<StreamWire> List =
    [
        new(
            "openai_compatible",
            "v1/chat/completions",
            $$"""{"model":"gpt-5","messages":{{Messages}},"stream":true,"stream_options":{"include_usage":true} }""",
            "\n\n")
        {
            BodyWithoutUsage = $$"""{"model":"gpt-5","messages":{{Messages}},"stream":true}""",
        },
        new("openai_compatible", "v1/responses", """{"model":"gpt-5","input":"one two three","stream":true}""", "\n\n"),
        new("anthropic", "v1/messages", $$"""{"model":"claude-sonnet-4-5","max_tokens":1024,"stream":true,"messages":{{Messages}}}""", "\n\n")
        {
            HasFiguresAtEnd = false
        },
        new(
            "openai_compatible",
            "v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse",
            """{"contents":[{"role":"user","parts":[{"text":"one two"}]}]}""",
            "\n\n")
        {
            HasFiguresAtEnd = false
        },
        new("ollama", "api/chat", $$"""{"model":"llama3.2","messages":{{Messages}}}""", "\n"),
        new("aws.bedrock", "model/us.amazon.nova-2-lite-v1%3A0/converse-stream", """{"messages":[{"role":"user","content":[{"text":"one two"}]}]}""", ""),
        new(
            "aws.bedrock",
            "model/anthropic.claude-sonnet-4-5-20250929-v1%3A0/invoke-with-response-stream",
            $$"""{"anthropic_version":"bedrock-2023-05-31","max_tokens":1024,"messages":{{Messages}}}""",
            "")
        {
            IsPlain = false, HasFiguresAtEnd = false,
        },
        new("cohere", "v2/chat", $$"""{"model":"command-a-03-2025","messages":{{Messages}},"stream":true}""", "\n\n"),
    ];
}
