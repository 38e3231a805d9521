using LlmHttpMetrics;

namespace WebApi.Stats;

/// <summary>The response of <c>/stats</c>.</summary>
/// <param name="Taken">When the snapshot was taken, in UTC.</param>
/// <param name="Started">When recording started.</param>
/// <param name="SinceStart">Statistics of all calls.</param>
/// <param name="LastFiveMinutes">Statistics of the last five minutes.</param>
/// <param name="Spending">The cost of the calls, by currency.</param>
/// <param name="Models">Each model of each provider.</param>
/// <param name="Providers">The providers of the last hour, best first.</param>
/// <param name="Warnings">Missing figures.</param>
/// <param name="History">The history, step by step.</param>
/// <param name="Offered">The providers and models that <c>POST /chat</c> accepts.</param>
internal sealed record StatsReport(
    DateTimeOffset Taken,
    DateTimeOffset Started,
    LlmCallStatistics SinceStart,
    LlmCallStatistics LastFiveMinutes,
    IReadOnlyDictionary<string, Spending> Spending,
    IReadOnlyList<ModelReport> Models,
    IReadOnlyList<ProviderReport> Providers,
    IReadOnlyList<Warning> Warnings,
    HistoryReport History,
    IReadOnlyDictionary<string, string[]> Offered);
