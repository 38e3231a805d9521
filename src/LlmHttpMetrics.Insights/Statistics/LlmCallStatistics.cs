using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Providers.OpenAi;

namespace LlmHttpMetrics;

/// <summary>Figures of some calls in one period.</summary>
public sealed class LlmCallStatistics
{
    /// <summary>Calls that have ended, however they ended.</summary>
    public long Requests { get; init; }

    /// <summary>Calls by <see cref="LlmOutcomes"/>; those that did not occur are left out.</summary>
    public IReadOnlyDictionary<string, long> Outcomes { get; init; } = new Dictionary<string, long>();

    /// <summary>Calls by <c>error.type</c>; of all series together 64 are told apart, later ones are <c>_OTHER</c>.</summary>
    public IReadOnlyDictionary<string, long> Errors { get; init; } = new Dictionary<string, long>();

    /// <summary>Of how many calls <see cref="SuccessShare"/> is: all but those that their caller cancelled or abandoned.</summary>
    public long JudgedRequests { get; init; }

    /// <summary>
    /// The share that was completed, cut at the token limit or filtered, of all but those that their caller cancelled or abandoned, from 0
    /// to 1; <see langword="null"/> where there are none.
    /// </summary>
    public double? SuccessShare { get; init; }

    /// <summary>From sending the request until the body ended, of all calls, in seconds.</summary>
    public LlmDistribution Latency { get; init; } = LlmDistribution.Empty;

    /// <summary>Until the first content of a stream, in seconds.</summary>
    public LlmDistribution TimeToFirstToken { get; init; } = LlmDistribution.Empty;

    /// <summary>Input tokens, cached ones included.</summary>
    public LlmTokenStatistics InputTokens { get; init; }

    /// <summary>Output tokens, reasoning included.</summary>
    public LlmTokenStatistics OutputTokens { get; init; }

    /// <summary>Input tokens read from a cache; part of the input.</summary>
    public LlmTokenStatistics CachedInputTokens { get; init; }

    /// <summary>Input tokens written to a cache; part of the input.</summary>
    public LlmTokenStatistics CacheWriteTokens { get; init; }

    /// <summary>Reasoning tokens; part of the output.</summary>
    public LlmTokenStatistics ReasoningTokens { get; init; }

    /// <summary>
    /// Output tokens a second of the calls whose output is known: the sum of their tokens over the sum of their durations, that is the speed
    /// that a caller sees and not what all calls together bring. <see langword="null"/> where there are none.
    /// </summary>
    public double? OutputTokensPerSecond { get; init; }

    /// <summary>Costs by currency (ISO 4217), of the calls whose price is known.</summary>
    public IReadOnlyDictionary<string, LlmCostStatistics> Cost { get; init; } = new Dictionary<string, LlmCostStatistics>();

    /// <summary>
    /// Calls that were answered without an error and whose cost is not known, for want of usage or of a price: <see cref="Cost"/> is short of theirs.
    /// Where usage is still to come or to be counted, a call is in neither until that has ended.
    /// </summary>
    public long CostMissing { get; init; }

    /// <summary>
    /// Input and output tokens by where their figures came from, see <see cref="LlmTokenSources"/>, and how far they may be trusted; sources
    /// that did not occur are left out.
    /// </summary>
    public IReadOnlyDictionary<string, LlmTokenSourceStatistics> TokenSources { get; init; } = new Dictionary<string, LlmTokenSourceStatistics>();

    /// <summary>The amount of text that callers sent, of the calls whose strategy counts it or that fell back on it.</summary>
    public LlmCapacityStatistics InputCapacity { get; init; }

    /// <summary>The amount of text of the visible answers, of the same calls.</summary>
    public LlmCapacityStatistics OutputCapacity { get; init; }

    /// <summary>Successful calls that should bear tokens and whose provider sent no usage.</summary>
    public long UsageMissing { get; init; }

    /// <summary>Calls whose tokens are known and whose price is not.</summary>
    public long PriceMissing { get; init; }

    /// <summary>How often something stood in place of a count or of a strategy, by the reason, as in <c>llm.fallback.reason</c>.</summary>
    public IReadOnlyDictionary<string, long> Fallbacks { get; init; } = new Dictionary<string, long>();

    /// <summary>When the first call ended, in UTC; <see langword="null"/> where there is none.</summary>
    public DateTimeOffset? First { get; init; }

    /// <summary>When the last call ended, in UTC; <see langword="null"/> where there is none.</summary>
    public DateTimeOffset? Last { get; init; }
}
