using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Tests.Calls.Costs;

/// <summary>Calls whose price is known.</summary>
internal static class CostCalls
{
    /// <summary>7 fresh, 4 cached and 7 out of <see cref="WireSamples.ChatAnswer"/>.</summary>
    public const decimal Expected = ((7 * 0.25m) + (4 * 0.025m) + (7 * 2m)) / 1_000_000;

    public static void Price(LlmSharedMonitoringOptions options) => options.Pricing.Prices.Add(
        new LlmPrice { Provider = "openai", Model = "gpt-5-mini*", Currency = "USD", Input = 0.25m, CacheRead = 0.025m, Output = 2m, Source = "contract 7" });

    public static void NoEmbedded(LlmSharedMonitoringOptions options) => options.Pricing.EmbeddedTable = false;

    public static MonitoredClient Client(
        Action<LlmSharedMonitoringOptions> shared, string body = WireSamples.ChatAnswer, Action<IServiceCollection>? services = null,
        CollectingLogger? log = null, bool withSink = true, Func<string, bool>? listenTo = null, int status = 200,
        Action<LlmMonitoringOptions>? configure = null) => new(
        new StubHandler(_ =>
        {
            var response = WireSamples.Trickle(body);
            response.StatusCode = (System.Net.HttpStatusCode)status;
            return response;
        }),
        configure,
        services: collection =>
        {
            services?.Invoke(collection);
            if (log is not null)
            {
                collection.AddLogging(logging => logging.AddProvider(log));
            }

            if (!withSink)
            {
                collection.Remove(collection.Single(service => service.ServiceType == typeof(ILlmEventSink)));
            }
        },
        listenTo: listenTo,
        shared: shared);

    public static async Task SendAsync(MonitoredClient client, string url = WireSamples.OpenAiChat, string json = WireSamples.ChatRequest)
    {
        using var request = WireSamples.Post(url, json);
        using var response = await client.Http.SendAsync(request);
    }
}
