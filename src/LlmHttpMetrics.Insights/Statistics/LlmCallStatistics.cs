using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Providers.OpenAi;

namespace LlmHttpMetrics;

/// <summary>Statistics of a group of calls in one period.</summary>
public sealed class LlmCallStatistics
{
    /// <summary>The number of completed calls, with any outcome.</summary>
    public long Requests { get; init; }

    /// <summary>The number of calls by <see cref="LlmOutcomes"/>; outcomes without calls are omitted.</summary>
    public IReadOnlyDictionary<string, long> Outcomes { get; init; } = new Dictionary<string, long>();

    /// <summary>The number of calls by <c>error.type</c>; at most 64 values across all series, further values are reported as <c>_OTHER</c>.</summary>
    public IReadOnlyDictionary<string, long> Errors { get; init; } = new Dictionary<string, long>();

    /// <summary>The number of calls that <see cref="SuccessShare"/> is based on: all except those that the caller cancelled or abandoned.</summary>
    public long JudgedRequests { get; init; }

    /// <summary>
    /// The share of calls that were completed, cut at the token limit or filtered, from 0 to 1. Calls that the caller cancelled or abandoned are excluded;
    /// <see langword="null"/> if there are no others.
    /// </summary>
    public double? SuccessShare { get; init; }

    /// <summary>The time from sending the request to the end of the body, for all calls, in seconds.</summary>
    public LlmDistribution Latency { get; init; } = LlmDistribution.Empty;

    /// <summary>The time to the first content of a stream, in seconds.</summary>
    public LlmDistribution TimeToFirstToken { get; init; } = LlmDistribution.Empty;

    /// <summary>Input tokens, including cached tokens.</summary>
    public LlmTokenStatistics InputTokens { get; init; }

    /// <summary>Output tokens, including reasoning tokens.</summary>
    public LlmTokenStatistics OutputTokens { get; init; }

    /// <summary>Input tokens read from a cache; part of the input.</summary>
    public LlmTokenStatistics CachedInputTokens { get; init; }

    /// <summary>Input tokens written to a cache; part of the input.</summary>
    public LlmTokenStatistics CacheWriteTokens { get; init; }

    /// <summary>Reasoning tokens; part of the output.</summary>
    public LlmTokenStatistics ReasoningTokens { get; init; }

    /// <summary>
    /// Output tokens per second of the calls whose output is known: the sum of their tokens divided by the sum of their durations. This is the speed that a
    /// caller experiences, not the throughput of all calls together. <see langword="null"/> if there are none.
    /// </summary>
    public double? OutputTokensPerSecond { get; init; }

    /// <summary>Costs by currency (ISO 4217), of the calls whose price is known.</summary>
    public IReadOnlyDictionary<string, LlmCostStatistics> Cost { get; init; } = new Dictionary<string, LlmCostStatistics>();

    /// <summary>
    /// The number of calls that were answered without an error but whose cost is unknown, because usage or a price is missing; <see cref="Cost"/> excludes
    /// them. A call whose usage has yet to arrive or be counted is in neither figure until then.
    /// </summary>
    public long CostMissing { get; init; }

    /// <summary>
    /// Input and output tokens by source, see <see cref="LlmTokenSources"/>, with their confidence; sources without calls are omitted.
    /// </summary>
    public IReadOnlyDictionary<string, LlmTokenSourceStatistics> TokenSources { get; init; } = new Dictionary<string, LlmTokenSourceStatistics>();

    /// <summary>The amount of text sent by callers, for calls whose strategy counts it or fell back to it.</summary>
    public LlmCapacityStatistics InputCapacity { get; init; }

    /// <summary>The amount of text in the visible answers, for the same calls.</summary>
    public LlmCapacityStatistics OutputCapacity { get; init; }

    /// <summary>The number of successful calls of an operation with tokens for which the provider reported no usage.</summary>
    public long UsageMissing { get; init; }

    /// <summary>The number of calls whose tokens are known but whose price is not.</summary>
    public long PriceMissing { get; init; }

    /// <summary>The number of fallbacks of counts or strategies, by reason, as in <c>llm.fallback.reason</c>.</summary>
    public IReadOnlyDictionary<string, long> Fallbacks { get; init; } = new Dictionary<string, long>();

    /// <summary>When the first call ended, in UTC; <see langword="null"/> if there are no calls.</summary>
    public DateTimeOffset? First { get; init; }

    /// <summary>When the last call ended, in UTC; <see langword="null"/> if there are no calls.</summary>
    public DateTimeOffset? Last { get; init; }
}
