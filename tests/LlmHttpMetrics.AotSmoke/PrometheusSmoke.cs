using LlmHttpMetrics.MockProviders;
using LlmHttpMetrics.Prometheus;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.AotSmoke;

/// <summary>Calls through a client of the factory, and the page that a scrape gets.</summary>
internal static class PrometheusSmoke
{
    private const int Calls = 5;

    public static async Task RunAsync(Checks checks)
    {
        await using var providers = await MockProviderServer.StartAsync();
        var services = new ServiceCollection();
        services.AddLlmPrometheus();
        services.AddHttpClient("llm").AddLlmMonitoring(Settings.Good);
        await using var provider = services.BuildServiceProvider();
        await using var page = new LlmMetricsServer(provider.GetRequiredService<LlmPrometheusMetrics>());
        await page.StartAsync(port: 0);
        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
        await new Conversation(http, providers.BaseAddress).RunAsync();

        using var scraper = new HttpClient();
        scraper.DefaultRequestHeaders.Add("Accept", "application/openmetrics-text");
        var lines = (await scraper.GetStringAsync(page.Address)).Split('\n');

        checks.Same(
            "requests on the page",
            Calls,
            lines.Where(line => line.StartsWith("llm_requests_total{", StringComparison.Ordinal)
                && line.Contains("status=\"success\"", StringComparison.Ordinal))
                .Sum(Value));
        checks.Same("latencies on the page", Calls, lines.Where(line => line.StartsWith("llm_request_latency_seconds_count{", StringComparison.Ordinal))
            .Sum(Value));
        checks.Same("tokens on the page", "there", lines.Any(line => line.StartsWith("llm_tokens_total{", StringComparison.Ordinal)) ? "there" : "missing");
        checks.Same("the end of the page", "# EOF", lines[^2]);
        checks.Same("failures of the page", 0, lines.Where(line => line.StartsWith("llm_prometheus_failures_total ", StringComparison.Ordinal)).Sum(Value));
    }

    private static int Value(string line) => int.Parse(line.AsSpan(line.LastIndexOf(' ') + 1), System.Globalization.CultureInfo.InvariantCulture);
}
