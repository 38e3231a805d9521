using System.Text;

namespace LlmHttpMetrics.IntegrationTests.MockProviders;

/// <summary>Paths and request bodies used again and again, with the canary's secret in the prompts.</summary>
internal static class Ask
{
    public const string ChatPath = "v1/chat/completions";
    public const string ResponsesPath = "v1/responses";
    public const string CompletionsPath = "v1/completions";
    public const string EmbeddingsPath = "v1/embeddings";
    public const string MessagesPath = "v1/messages";

    public const string Chat = """{"messages":[{"role":"user","content":"c4n4ry two three"}],"model":"gpt-5"}""";
    public const string ChatStream = """{"messages":[{"role":"user","content":"c4n4ry two three"}],"model":"gpt-5","stream":true}""";
    public const string ChatStreamUsage =
        """{"messages":[{"role":"user","content":"c4n4ry two three"}],"model":"gpt-5","stream":true,"stream_options":{"include_usage":true}}""";
    public const string Responses = """{"input":"c4n4ry two three","model":"gpt-5"}""";
    public const string ResponsesStream = """{"input":"c4n4ry two three","model":"gpt-5","stream":true}""";
    public const string Completions = """{"prompt":"c4n4ry two three","model":"gpt-3.5-turbo-instruct"}""";
    public const string CompletionsStream = """{"prompt":"c4n4ry two three","model":"gpt-3.5-turbo-instruct","stream":true}""";
    public const string Messages = """{"model":"claude-sonnet-4-5","max_tokens":1024,"messages":[{"role":"user","content":"c4n4ry two three"}]}""";
    public const string MessagesStream =
        """{"model":"claude-sonnet-4-5","max_tokens":1024,"stream":true,"messages":[{"role":"user","content":"c4n4ry two three"}]}""";

    public const string ConversePath = "model/us.amazon.nova-2-lite-v1%3A0/converse";
    public const string InvokePath = "model/anthropic.claude-sonnet-4-5-20250929-v1%3A0/invoke";
    public const string Converse = """{"messages":[{"role":"user","content":[{"text":"c4n4ry two three"}]}],"inferenceConfig":{"maxTokens":100}}""";
    public const string Invoke = """{"anthropic_version":"bedrock-2023-05-31","max_tokens":1024,"messages":[{"role":"user","content":"c4n4ry two three"}]}""";

    public const string GeminiPath = "v1beta/models/gemini-2.5-flash:generateContent";
    public const string GeminiArrayPath = "v1beta/models/gemini-2.5-flash:streamGenerateContent";
    public const string GeminiStreamPath = GeminiArrayPath + "?alt=sse";
    public const string OllamaPath = "api/chat";

    public const string Gemini = """{"contents":[{"role":"user","parts":[{"text":"c4n4ry two three"}]}]}""";
    public const string OllamaStream = """{"model":"llama3.2","messages":[{"role":"user","content":"c4n4ry two three"}]}""";
    public const string Ollama = """{"model":"llama3.2","messages":[{"role":"user","content":"c4n4ry two three"}],"stream":false}""";

    public const string CohereChatPath = "v2/chat";
    public const string CohereChat = """{"model":"command-a-03-2025","messages":[{"role":"user","content":"c4n4ry two three"}]}""";
    public const string CohereChatStream = """{"model":"command-a-03-2025","messages":[{"role":"user","content":"c4n4ry two three"}],"stream":true}""";

    public static readonly object[] Streams =
    [
        new object[] { ChatPath, ChatStream },
        new object[] { "openai/deployments/prod/chat/completions?api-version=2024-10-21", ChatStream },
        new object[] { ResponsesPath, ResponsesStream },
        new object[] { CompletionsPath, CompletionsStream },
        new object[] { MessagesPath, MessagesStream },
        new object[] { "v1/complete", """{"model":"claude-2.1","prompt":"c4n4ry two","max_tokens_to_sample":100,"stream":true}""" },
        new object[] { GeminiStreamPath, Gemini },
    ];

    /// <summary>Streams that are no server-sent events: an array, a document per line.</summary>
    public static readonly object[] OtherStreams =
    [
        new object[] { GeminiArrayPath, Gemini },
        new object[] { OllamaPath, OllamaStream },
    ];

    public static readonly object[] AllStreams = [.. Streams, .. OtherStreams];

    public static readonly object[] Bodies =
    [
        new object[] { ChatPath, Chat },
        new object[] { ResponsesPath, Responses },
        new object[] { CompletionsPath, Completions },
        new object[] { MessagesPath, Messages },
        new object[] { EmbeddingsPath, """{"model":"text-embedding-3-small","input":"c4n4ry two three"}""" },
        new object[] { GeminiPath, Gemini },
        new object[] { OllamaPath, Ollama },
    ];

    public static readonly object[] Bedrock =
    [
        new object[] { ConversePath, Converse },
        new object[] { ConversePath + "-stream", Converse },
        new object[] { InvokePath, Invoke },
        new object[] { InvokePath + "-with-response-stream", Invoke },
    ];

    public static HttpRequestMessage Post(string path, string json) =>
        new(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
}
