using System.Text;

namespace LlmHttpMetrics.Tests.Interception.Injection;

/// <summary>A client with <see cref="IncludeUsage.Inject"/>, and a service that sends the usage event to those who ask for it.</summary>
internal sealed class InjectedClient : IAsyncDisposable
{
    public const string Request = """{"model":"gpt-5-mini","stream":true,"messages":[{"role":"user","content":"Say c4n4ry"}]}""";
    public const string Content = "data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"c4n4ry\"},\"finish_reason\":\"stop\"}]}\n\n";
    public const string Usage = "data: {\"id\":\"1\",\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":7,\"total_tokens\":18}}\n\n";
    public const string Done = "data: [DONE]\n\n";

    /// <param name="answer">The answer to a stream of these bytes; null for an event stream as services send it.</param>
    /// <param name="between">What stands between the two layers.</param>
    public InjectedClient(Func<byte[], HttpResponseMessage>? answer = null, Func<HttpMessageHandler>? between = null)
    {
        Network = new StubHandler(_ => (answer ?? Answer)(Encoding.UTF8.GetBytes(WasAsked ? Content + Usage + Done : Content + Done)));
        Client = new MonitoredClient(
            Network,
            options => options.IncludeUsage = IncludeUsage.Inject,
            builder => _ = between is null
                ? null
                : Microsoft.Extensions.DependencyInjection.HttpClientBuilderExtensions.AddHttpMessageHandler(builder, () => (DelegatingHandler)between()));
    }

    public StubHandler Network { get; }

    public MonitoredClient Client { get; }

    public HttpClient Http => Client.Http;

    /// <summary>The last request asked for usage.</summary>
    public bool WasAsked => Encoding.UTF8.GetString(Network.Bodies[^1]).Contains("\"include_usage\":true", StringComparison.Ordinal);

    public static HttpRequestMessage Post(HttpContent? content = null) =>
        new(HttpMethod.Post, WireSamples.OpenAiChat) { Content = content ?? WireSamples.Json(Request) };

    public static HttpResponseMessage Answer(byte[] body) => Answer(body, "text/event-stream");

    public static HttpResponseMessage Answer(byte[] body, string? contentType, Delivery delivery = Delivery.SeededPieces)
    {
        var response = WireSamples.Stream(new TrickleStream(body, delivery), contentType ?? "x/y");
        if (contentType is null)
        {
            response.Content.Headers.Remove("Content-Type");
        }

        return response;
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

    public ValueTask DisposeAsync() => Client.DisposeAsync();
}
