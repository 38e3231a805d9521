using LlmHttpMetrics;

namespace WebApi.Stats;

/// <summary>What <c>/stats</c> answers.</summary>
/// <param name="Taken">When, in UTC.</param>
/// <param name="Started">Since when calls are counted.</param>
/// <param name="SinceStart">All calls.</param>
/// <param name="LastFiveMinutes">Those of the last five minutes.</param>
/// <param name="Spending">What they cost, by currency.</param>
/// <param name="Models">Each model of each provider.</param>
/// <param name="Providers">The providers of the last hour, the best first.</param>
/// <param name="Warnings">What is missing.</param>
/// <param name="History">How it went, step by step.</param>
/// <param name="Offered">Providers and models that <c>POST /chat</c> may be asked for.</param>
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
