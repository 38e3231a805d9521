using System.Text;
using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.Benchmarks.Data;

/// <summary>Exchanges of every format with answers and prompts of several lengths, recorded from the mock providers on the spot.</summary>
internal static class MockExchanges
{
    private const int Rounds = 12;
    private const string Gemini = "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:streamGenerateContent";
    private const string Ollama = "http://localhost:11434/api/chat";

    private static readonly string[] Words =
    [
        "the", "answer", "is", "that", "\"nobody\"", "measures", "what", "naïve\n", "counting", "misses,", "tokens", "日本語"
    ];

    public static List<Exchange> Record() => Task.Run(RecordAsync).GetAwaiter().GetResult();

    private static async Task<List<Exchange>> RecordAsync()
    {
        await using var server = await MockProviderServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        var exchanges = new List<Exchange>();
        for (var round = 1; round <= Rounds; round++)
        {
            server.Reply(new MockReply { Text = Text(round * 25), Reasoning = round % 3 == 0 ? Text(40) : null });
            foreach (var stream in new[] { "true", "false" })
            {
                var prompt = System.Text.Json.JsonEncodedText.Encode(Text(round * 60));
                var messages = $$"""[{"role":"user","content":"{{prompt}}"}]""";
                exchanges.Add(
                    await SendAsync(
                        http, "https://api.openai.com/v1/chat/completions", $$"""{"model":"gpt-4.1-mini","messages":{{messages}},"stream":{{stream}}}"""));
                exchanges.Add(
                    await SendAsync(http, "https://api.openai.com/v1/responses", $$"""{"model":"gpt-4.1-mini","input":{{messages}},"stream":{{stream}}}"""));
                exchanges.Add(
                    await SendAsync(
                        http,
                        "https://api.anthropic.com/v1/messages",
                        $$"""{"model":"claude-sonnet-4-5","max_tokens":1024,"messages":{{messages}},"stream":{{stream}}}"""));
            }

            var text = System.Text.Json.JsonEncodedText.Encode(Text(round * 60));
            exchanges.Add(await SendAsync(http, Gemini, $$$"""{"contents":[{"role":"user","parts":[{"text":"{{{text}}}"}]}]}"""));
            exchanges.Add(await SendAsync(http, Ollama, $$"""{"model":"llama3.2","messages":[{"role":"user","content":"{{text}}"}]}"""));
        }

        return exchanges;
    }

    private static async Task<Exchange> SendAsync(HttpClient http, string url, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(url).AbsolutePath);
        if (url.EndsWith("/messages", StringComparison.Ordinal))
        {
            request.Headers.Add("anthropic-version", "2023-06-01");
        }

        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return new Exchange(url, body, await response.Content.ReadAsStringAsync());
    }

    private static string Text(int words) => string.Join(' ', Enumerable.Range(0, words).Select(i => Words[(i * 7 + words) % Words.Length]));
}
