using System.Globalization;
using System.Text;
using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.WatchedService;

/// <summary>One round of calls: operations, providers, streams, errors and a dozen models.</summary>
internal static class Traffic
{
    public const int Calls = Models * 5;

    private const int Models = 12;

    public static async Task RunAsync(HttpClient client, MockProviderServer server)
    {
        for (var model = 0; model < Models; model++)
        {
            var name = "model-" + model.ToString(CultureInfo.InvariantCulture);
            await SendAsync(client, "v1/chat/completions", $$"""{"model":"{{name}}","messages":[{"role":"user","content":"one two three"}]}""");
            await SendAsync(
                client,
                "v1/chat/completions",
                $$"""{"model":"{{name}}","messages":[{"role":"user","content":"one two"}],"stream":true,"stream_options":{"include_usage":true} }""");
            await SendAsync(client, "v1/embeddings", $$"""{"model":"{{name}}","input":"one two three four"}""");
            await SendAsync(client, "v1/messages", $$"""{"model":"{{name}}","max_tokens":99,"messages":[{"role":"user","content":"one"}]}""");
            server.Enqueue(new MockReply { Fault = MockFault.Status(500) });
            await SendAsync(client, "v1/chat/completions", $$"""{"model":"{{name}}","messages":[]}""");
        }
    }

    private static async Task SendAsync(HttpClient client, string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), content);
    }
}
