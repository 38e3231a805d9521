using LlmHttpMetrics;
using WebApi.Providers;

namespace WebApi.Stats;

/// <summary><c>GET /stats</c>: the statistics of the process as JSON, for the live page and other clients.</summary>
internal static class StatsEndpoint
{
    public static void AddStats(this IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<History>();
        services.AddHostedService(provider => provider.GetRequiredService<History>());
    }

    public static void MapStats(this IEndpointRouteBuilder endpoints, string path) => endpoints.MapGet(
        path,
        (
            LlmStatistics statistics,
            LlmProviderHealth health,
            History history,
            IReadOnlyList<ProviderSettings> providers,
            HttpResponse response,
            long after = 0) =>
        {
            response.Headers.CacheControl = "no-store";
            return TypedResults.Json(ReportOf(statistics, health, history.Since(after), providers), StatsJson.Default.StatsReport);
        });

    private static StatsReport ReportOf(LlmStatistics statistics, LlmProviderHealth health, HistoryReport history, IReadOnlyList<ProviderSettings> providers)
    {
        var byModel = statistics.Snapshot();
        var all = statistics.Snapshot(new LlmStatisticsQuery { GroupBy = [] }).Series is [var series] ? series : null;
        return new StatsReport(
            byModel.Taken,
            byModel.Started,
            all?.SinceStart ?? new LlmCallStatistics(),
            all?.LastFiveMinutes ?? new LlmCallStatistics(),
            all is null ? [] : Spending.Of(all, byModel.Taken),
            [.. byModel.Series.Select(ModelReport.Of)],
            ProviderReport.Of(statistics, health),
            [.. byModel.Series.SelectMany(Warning.Of)],
            history,
            providers.ToDictionary(provider => provider.Name, provider => provider.Models));
    }
}
