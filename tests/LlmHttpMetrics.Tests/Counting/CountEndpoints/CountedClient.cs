using System.Collections.Concurrent;
using LlmHttpMetrics.Tests.Interception;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Tests.Counting.CountEndpoints;

/// <summary>A monitored client whose provider sends no usage, and a count endpoint that answers as the test has it.</summary>
internal sealed class CountedClient : IAsyncDisposable
{
    public const string Messages = "https://api.anthropic.com/v1/messages";

    public const string Answer =
        """{"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[{"type":"text","text":"Hello there, my """
            + """friend"}],"stop_reason":"end_turn"}""";

    public const string ChatAnswer = """{"id":"c","model":"gpt-4o","choices":[{"index":0,"message":{"content":"Hello"},"finish_reason":"stop"}]}""";

    /// <summary>The answer's 22 characters by the rate of Latin text.</summary>
    public const long EstimatedOutput = 5;

    private readonly ConcurrentQueue<(string Url, string Headers, string Body)> _asked = [];
    private readonly CollectingLogger _logger = new();

    public CountedClient(
        Func<CancellationToken, Task<HttpResponseMessage>>? endpoint = null,
        Action<LlmCountEndpointsOptions>? limits = null,
        Action<LlmMonitoringOptions>? configure = null,
        Action<IServiceCollection>? services = null,
        Action<HttpClient>? counter = null,
        HttpMessageHandler? primary = null)
    {
        endpoint ??= _ => Count("42");
        Client = new MonitoredClient(
            primary ?? new StubHandler(request => WireSamples.Trickle(AnswerTo(request.RequestUri!))),
            configure,
            services: collection =>
            {
                collection.AddHttpClient("counter", counter ?? (client => client.DefaultRequestHeaders.Add("x-api-key", "mine"))).RemoveAllLoggers()
                    .ConfigurePrimaryHttpMessageHandler(() => new Noting(_asked, new StallingHandler(endpoint)));
                collection.AddLlmCountEndpoints(options =>
                {
                    options.Anthropic.HttpClientName = options.OpenAi.HttpClientName = options.Gemini.HttpClientName = "counter";
                    limits?.Invoke(options);
                });
                collection.AddLogging(logging => logging.AddProvider(_logger).SetMinimumLevel(LogLevel.Debug));
                services?.Invoke(collection);
            });
    }

    public MonitoredClient Client { get; }

    /// <summary>What the endpoint was asked.</summary>
    public IReadOnlyList<(string Url, string Headers, string Body)> Asked => [.. _asked];

    public IReadOnlyList<(LogLevel Level, string Text)> Logged => _logger.Entries;

    public static Task<HttpResponseMessage> Count(string tokens) => Respond($$$"""{"input_tokens":{{{tokens}}}}""");

    public static Task<HttpResponseMessage> Respond(string body, string contentType = "application/json") =>
        Task.FromResult(WireSamples.Trickle(body, contentType: contentType));

    public static string Request(string text) => $$"""{"model":"claude-sonnet-4-5","max_tokens":64,"messages":[{"role":"user","content":"{{text}}"}]}""";

    /// <summary>Makes one call that ends without usage.</summary>
    public async Task SendAsync(string? json = null, string url = Messages) =>
        (await Client.Http.SendAsync(WireSamples.Post(url, json ?? WireSamples.MessagesRequest))).Dispose();

    /// <summary>Makes one call, and waits for its event.</summary>
    public async Task<LlmEvent> CallAsync(string? json = null, string url = Messages)
    {
        await SendAsync(json, url);
        await LlmMonitoring.FlushAsync();
        return Client.Sink.Events[^1];
    }

    public string[] Tokens() =>
        [.. Client.Recorder.Of(LlmInstrumentNames.Tokens).Select(m => $"{m.Tag(LlmTagNames.TokenType)} {m.Value} {m.Tag(LlmTagNames.TokenSource)}")];

    public double Fallbacks(string reason) => Client.Recorder.Sum(LlmInstrumentNames.MeasurementFallbacks, (LlmTagNames.FallbackReason, reason));

    public async ValueTask DisposeAsync()
    {
        // What still waits is given up, or disposing would wait for it.
        Client.Time.Advance(TimeSpan.FromMinutes(2));
        await Client.DisposeAsync();
        _logger.Dispose();
    }

    private static string AnswerTo(Uri url) =>
        url.Query.StartsWith("?usage", StringComparison.Ordinal) ? WireSamples.MessagesAnswer
        : url.AbsolutePath.EndsWith("/chat/completions", StringComparison.Ordinal) ? ChatAnswer
        : Answer;

    private sealed class Noting(ConcurrentQueue<(string Url, string Headers, string Body)> asked, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            asked.Enqueue((request.RequestUri!.ToString(), request.Headers.ToString(), await request.Content!.ReadAsStringAsync(CancellationToken.None)));
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
