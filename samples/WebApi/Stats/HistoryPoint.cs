namespace WebApi.Stats;

/// <summary>The figures of one time step.</summary>
/// <param name="At">The end of the step, in Unix milliseconds.</param>
/// <param name="Outcomes">The calls that ended, by outcome.</param>
/// <param name="LatencyP50">The median latency of the last minute, in seconds; null without calls.</param>
/// <param name="LatencyP95">The 95th percentile of the latency of the last minute.</param>
/// <param name="FirstTokenP50">The median time to the first token in the last minute, in seconds; null without streams.</param>
/// <param name="Tokens">Tokens by kind: <c>input</c> without and <c>cached</c> from a cache, <c>output</c> without and <c>reasoning</c>.</param>
/// <param name="Cost">The cost of the calls, by currency.</param>
internal sealed record HistoryPoint(
    long At,
    IReadOnlyDictionary<string, long> Outcomes,
    double? LatencyP50,
    double? LatencyP95,
    double? FirstTokenP50,
    IReadOnlyDictionary<string, long> Tokens,
    IReadOnlyDictionary<string, decimal> Cost);
