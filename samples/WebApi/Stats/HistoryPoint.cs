namespace WebApi.Stats;

/// <summary>What happened in one step of time.</summary>
/// <param name="At">Its end, in milliseconds of Unix time.</param>
/// <param name="Outcomes">Calls that ended, by outcome.</param>
/// <param name="LatencyP50">The median of the latency of the last minute, in seconds; null without calls.</param>
/// <param name="LatencyP95">The 95th percentile of the same.</param>
/// <param name="FirstTokenP50">The median of the time to the first token of the last minute, in seconds; null without streams.</param>
/// <param name="Tokens">Tokens by kind: <c>input</c> without and <c>cached</c> from a cache, <c>output</c> without and <c>reasoning</c>.</param>
/// <param name="Cost">What the calls cost, by currency.</param>
internal sealed record HistoryPoint(
    long At,
    IReadOnlyDictionary<string, long> Outcomes,
    double? LatencyP50,
    double? LatencyP95,
    double? FirstTokenP50,
    IReadOnlyDictionary<string, long> Tokens,
    IReadOnlyDictionary<string, decimal> Cost);
