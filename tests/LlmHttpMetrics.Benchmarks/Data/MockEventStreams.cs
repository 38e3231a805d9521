using System.Text;
using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.Benchmarks.Data;

/// <summary>AWS event streams of several lengths, recorded from the mock providers on the spot.</summary>
internal static class MockEventStreams
{
    private const string Host = "https://bedrock-runtime.us-east-1.amazonaws.com";
    private const string Converse = """{"messages":[{"role":"user","content":[{"text":"Hi"}]}]}""";
    private const string Invoke = """{"anthropic_version":"bedrock-2023-05-31","max_tokens":1024,"messages":[{"role":"user","content":"Hi"}]}""";

    public static List<RecordedBody> Record() => Task.Run(RecordAsync).GetAwaiter().GetResult();

    private static async Task<List<RecordedBody>> RecordAsync()
    {
        await using var server = await MockProviderServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        var bodies = new List<RecordedBody>();
        for (var words = 25; words <= 300; words += 25)
        {
            server.Reply(new MockReply { Text = string.Join(' ', Enumerable.Repeat("answer", words)) });
            bodies.Add(await SendAsync(http, "/model/us.amazon.nova-2-lite-v1%3A0/converse-stream", Converse));
            bodies.Add(await SendAsync(http, "/model/anthropic.claude-sonnet-4-5-20250929-v1%3A0/invoke-with-response-stream", Invoke));
        }

        return bodies;
    }

    private static async Task<RecordedBody> SendAsync(HttpClient http, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(path, content);
        return EventStreams.Make(Host + path, await response.Content.ReadAsByteArrayAsync());
    }
}
