using System.Text;
using LlmHttpMetrics.MockProviders;
using LlmHttpMetrics.Prometheus.Tests.Traffic;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Prometheus.Tests.Monitoring;

/// <summary>A service to whose calls everything happens that dashboards and rules ask for.</summary>
internal sealed class MonitoredTraffic : IAsyncDisposable
{
    private const int MostModels = 12;
    private const string Messages = "v1/messages";
    private const string AskingClaude = """{"model":"claude-sonnet-4-5","max_tokens":99,"messages":[{"role":"user","content":"c4n4ry"}]}""";

    private readonly StuckSink _sink;

    private MonitoredTraffic(ServedTraffic served, StuckSink sink) => (Served, _sink) = (served, sink);

    public ServedTraffic Served { get; }

    public static async Task<MonitoredTraffic> StartAsync(SemanticConventions conventions)
    {
        StuckSink sink = new();
        var served = await ServedTraffic.StartAsync(
            options =>
            {
                options.SemanticConventions = conventions;
                options.DefaultStrategy = LlmStrategies.Hybrid;
                options.Fallback.OnUnknownModel = LlmFallbacks.Estimate;
                options.Enrich = context => throw new InvalidOperationException("A fault of a callback.");
            },
            services => ServedTraffic.AddBudgets(services.AddSingleton<ILlmEventSink>(sink).AddLlmProviderHealth().ConfigureLlmMonitoring(options =>
                (options.Tags.MaxTagValues, options.EventQueue.Capacity) = (MostModels, 2))));
        return new MonitoredTraffic(served, sink);
    }

    /// <summary>Mixed calls, and those that have what mixed calls do not.</summary>
    public async Task CallAsync()
    {
        await Served.CallAsync(130, atOnce: 8);
        const string Chat = "v1/chat/completions";
        await SendAsync("v1/embeddings", """{"model":"text-embedding-3-small","input":"c4n4ry two"}""", new MockReply { InputTokens = 7 });
        await SendAsync(Chat, Asking("gpt-5"), new MockReply { SendUsage = SendUsage.Never });
        await SendAsync(Chat, Asking("nobody-prices-this"), new MockReply());
        await SendAsync(Chat, Asking("gpt-5"), new MockReply { OutputTokens = 5_000 });
        await SendAsync(
            Messages, AskingClaude, new MockReply { InputTokens = 900, CachedTokens = 500, CacheWrite5mTokens = 300, RateLimits = new MockRateLimits() });
        using (LlmCall.Begin(new LlmCallInfo { Strategy = "unheard-of" }))
        {
            await SendAsync(Chat, Asking("gpt-5"), new MockReply());
        }

        await RefuseAsync();
        for (var number = 0; number < MostModels; number++)
        {
            await SendAsync(Chat, Asking($"model-{number}"), new MockReply());
        }
    }

    public async ValueTask DisposeAsync()
    {
        _sink.Release();
        await Served.DisposeAsync();
    }

    /// <summary>The first call is sent; then the budget is spent, and the second is refused.</summary>
    private async Task RefuseAsync()
    {
        using var scope = LlmCall.Begin(new LlmCallInfo { Feature = ServedTraffic.Guarded });
        try
        {
            await SendAsync(Messages, AskingClaude, new MockReply());
            Served.Services.GetRequiredService<LlmBudgets>().Restore(ServedTraffic.Guarded, 1, DateTimeOffset.UtcNow);
            await SendAsync(Messages, AskingClaude, new MockReply());
            Assert.Fail("A call was sent although its budget is spent.");
        }
        catch (LlmBudgetExceededException)
        {
            // As it was to be.
        }
    }

    private static string Asking(string model) => $$"""{"model":"{{model}}","max_tokens":50,"messages":[{"role":"user","content":"c4n4ry two three"}]}""";

    private async Task SendAsync(string path, string json, MockReply reply)
    {
        Served.Server.Reply(reply);
        using var client = Served.Services.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
        using StringContent content = new(json, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), content);
        Assert.That(response.IsSuccessStatusCode, path);
    }
}
