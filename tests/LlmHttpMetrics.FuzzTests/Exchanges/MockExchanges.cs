using System.Text;
using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.FuzzTests.Exchanges;

/// <summary>Exchanges in every format of the mock providers, recorded when the tests run.</summary>
internal static class MockExchanges
{
    private const string Messages = """[{"role":"user","content":"one \"two\" naïve 🙂"}]""";
    private const string OpenAi = "https://api.openai.com/";
    private const string Anthropic = "https://api.anthropic.com/";
    private const string Gemini = "https://generativelanguage.googleapis.com/";
    private const string Bedrock = "https://bedrock-runtime.us-east-1.amazonaws.com/";
    private const string Cohere = "https://api.cohere.com/";
    private const string Ollama = "http://localhost:11434/";

    private const string Contents = """{"contents":[{"role":"user","parts":[{"text":"one two"}]}]}""";
    private const string Converse = """{"messages":[{"role":"user","content":[{"text":"one two"}]}]}""";
    private const string Invoke = $$"""{"anthropic_version":"bedrock-2023-05-31","max_tokens":1024,"messages":{{Messages}}}""";

    private static readonly (string Host, string Path, string Body)[] Asks =
    [
        (OpenAi, "v1/chat/completions", $$"""{"model":"gpt-5","messages":{{Messages}}}"""),
        (OpenAi, "v1/chat/completions", Asked),
        (OpenAi, "v1/responses", """{"model":"gpt-5","input":"one two"}"""),
        (OpenAi, "v1/responses", """{"model":"gpt-5","input":"one two","stream":true}"""),
        (OpenAi, "v1/completions", """{"model":"gpt-3.5-turbo-instruct","prompt":"one two","stream":true}"""),
        (OpenAi, "v1/embeddings", """{"model":"text-embedding-3-small","input":"one two"}"""),
        (Anthropic, "v1/messages", $$"""{"model":"claude-sonnet-4-5","max_tokens":64,"messages":{{Messages}}}"""),
        (Anthropic, "v1/messages", $$"""{"model":"claude-sonnet-4-5","max_tokens":64,"stream":true,"messages":{{Messages}}}"""),
        (Gemini, "v1beta/models/gemini-2.5-flash:generateContent", Contents),
        (Gemini, "v1beta/models/gemini-2.5-flash:streamGenerateContent", Contents),
        (Gemini, "v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse", Contents),
        (Bedrock, "model/us.amazon.nova-2-lite-v1%3A0/converse", Converse),
        (Bedrock, "model/us.amazon.nova-2-lite-v1%3A0/converse-stream", Converse),
        (Bedrock, "model/anthropic.claude-sonnet-4-5-20250929-v1%3A0/invoke", Invoke),
        (Bedrock, "model/anthropic.claude-sonnet-4-5-20250929-v1%3A0/invoke-with-response-stream", Invoke),
        (Cohere, "v2/chat", $$"""{"model":"command-a-03-2025","messages":{{Messages}}}"""),
        (Cohere, "v2/chat", $$"""{"model":"command-a-03-2025","messages":{{Messages}},"stream":true}"""),
        (Ollama, "api/chat", $$"""{"model":"llama3.2","messages":{{Messages}}}"""),
        (Ollama, "api/chat", $$"""{"model":"llama3.2","messages":{{Messages}},"stream":false}"""),
    ];

    /// <summary>What a caller sends who asks for usage, and one who leaves it to us: the answer is the same.</summary>
    private const string Asked = $$"""{"model":"gpt-5","messages":{{Messages}},"stream":true,"stream_options":{"include_usage":true} }""";
    private const string NotAsked = $$"""{"model":"gpt-5","messages":{{Messages}},"stream":true}""";

    private static readonly MockReply[] Replies =
    [
        new() { Text = "An \"answer\" of\nsome naïve words 🙂." },
        new() { Text = "Thought through.", Reasoning = "First this, then that.", CachedTokens = 20, RateLimits = new MockRateLimits() },
        new() { ToolCalls = [new MockToolCall("get_weather", """{"city":"Berlin"}"""), new MockToolCall("get_time")] },
        new() { Fault = MockFault.ErrorEvent(2) },
        new() { Fault = MockFault.Status(429, TimeSpan.FromSeconds(3)) },
        new() { Finish = MockFinish.ContentFilter, Sse = new SseStyle { NewLine = SseNewLine.CrLf, ByteOrderMark = true, CommentEvery = 2 } },
    ];

    public static List<Exchange> Record() => Task.Run(RecordAsync).GetAwaiter().GetResult();

    private static async Task<List<Exchange>> RecordAsync()
    {
        await using var server = await MockProviderServer.StartAsync();
        using HttpClient http = new() { BaseAddress = server.BaseAddress };
        List<Exchange> exchanges = [];
        for (var i = 0; i < Replies.Length; i++)
        {
            server.Reply(Replies[i]);
            foreach (var (host, path, body) in Asks)
            {
                exchanges.Add(await SendAsync(http, host, path, body, $"mock {i} {path}"));
            }

            var asked = await SendAsync(http, OpenAi, "v1/chat/completions", Asked, $"mock {i} v1/chat/completions, asked by us");
            exchanges.Add(asked with { Request = Encoding.UTF8.GetBytes(NotAsked) });
        }

        return exchanges;
    }

    private static async Task<Exchange> SendAsync(HttpClient http, string host, string path, string body, string name)
    {
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        return new Exchange
        {
            Name = name,
            Url = host + path,
            RequestHeaders = [new("content-type", "application/json")],
            Request = Encoding.UTF8.GetBytes(body),
            Status = (int)response.StatusCode,
            ResponseHeaders = [.. response.Headers.Concat(response.Content.Headers)
                .Where(header => header.Key is not ("Transfer-Encoding" or "Content-Length"))
                .Select(header => new Header(header.Key, string.Join(", ", header.Value)))],
            Response = await response.Content.ReadAsByteArrayAsync(),
        };
    }
}
