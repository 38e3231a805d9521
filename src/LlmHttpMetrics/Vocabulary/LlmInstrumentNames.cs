namespace LlmHttpMetrics;

/// <summary>The names of all instruments. Names that begin with <c>gen_ai.</c> are defined by OpenTelemetry.</summary>
public static class LlmInstrumentNames
{
    /// <summary>Histogram, s: from sending the request to the end of the body, whatever the outcome (convention v1.41).</summary>
    public const string OperationDuration = "gen_ai.client.operation.duration";

    /// <summary>Histogram, {token}: the input and output tokens of one call, as the provider reported them (convention v1.41).</summary>
    public const string TokenUsage = "gen_ai.client.token.usage";

    /// <summary>Histogram, s: until the first content-bearing event of a stream (convention v1.41).</summary>
    public const string TimeToFirstChunk = "gen_ai.client.operation.time_to_first_chunk";

    /// <summary>Histogram, s: between content-bearing events of a stream (convention v1.41).</summary>
    public const string TimePerOutputChunk = "gen_ai.client.operation.time_per_output_chunk";

    /// <summary>Histogram, s: the name of <see cref="OperationDuration"/> for an inference in conventions v0.1.</summary>
    public const string InferenceDuration = "gen_ai.client.inference.duration";

    /// <summary>Histogram, s: the name of <see cref="TimeToFirstChunk"/> in conventions v0.1.</summary>
    public const string InferenceTimeToFirstChunk = "gen_ai.client.inference.time_to_first_chunk";

    /// <summary>Histogram, s: the name of <see cref="TimePerOutputChunk"/> in conventions v0.1.</summary>
    public const string InferenceTimePerOutputChunk = "gen_ai.client.inference.time_per_output_chunk";

    /// <summary>Counter, {token}: input tokens, cached ones included, by modality (conventions v0.1).</summary>
    public const string InferenceInputTokens = "gen_ai.client.inference.usage.input_tokens";

    /// <summary>Counter, {token}: output tokens, reasoning included, by modality (conventions v0.1).</summary>
    public const string InferenceOutputTokens = "gen_ai.client.inference.usage.output_tokens";

    /// <summary>Counter, {token}: input tokens read from a cache, a subset of the input (conventions v0.1).</summary>
    public const string InferenceCacheReadTokens = "gen_ai.client.inference.usage.cache_read.input_tokens";

    /// <summary>Counter, {token}: input tokens written to a cache, a subset of the input (conventions v0.1).</summary>
    public const string InferenceCacheWriteTokens = "gen_ai.client.inference.usage.cache_write.input_tokens";

    /// <summary>Counter, {token}: reasoning tokens, a subset of the output (conventions v0.1).</summary>
    public const string InferenceReasoningTokens = "gen_ai.client.inference.usage.reasoning.output_tokens";

    /// <summary>Histogram, {token}: input tokens of one call (conventions v0.1).</summary>
    public const string InferenceOperationInputTokens = "gen_ai.client.inference.operation.input_tokens";

    /// <summary>Histogram, {token}: output tokens of one call (conventions v0.1).</summary>
    public const string InferenceOperationOutputTokens = "gen_ai.client.inference.operation.output_tokens";

    /// <summary>Histogram, s: duration of an embeddings call (conventions v0.1).</summary>
    public const string EmbeddingsDuration = "gen_ai.client.embeddings.duration";

    /// <summary>Histogram, {token}: input tokens of an embeddings call (conventions v0.1).</summary>
    public const string EmbeddingsInputTokens = "gen_ai.client.embeddings.operation.input_tokens";

    /// <summary>Counter, {request}: calls, by outcome.</summary>
    public const string Requests = "llm.requests";

    /// <summary>Counter, {token}: input and output tokens, by source of the figure.</summary>
    public const string Tokens = "llm.tokens";

    /// <summary>Counter, {token}: input tokens read from a cache; a subset of the input, not to be added to it.</summary>
    public const string CachedTokens = "llm.tokens.cached";

    /// <summary>Counter, {token}: input tokens written to a cache; a subset of the input.</summary>
    public const string CacheWriteTokens = "llm.tokens.cache_write";

    /// <summary>Counter, {token}: reasoning tokens; a subset of the output.</summary>
    public const string ReasoningTokens = "llm.tokens.reasoning";

    /// <summary>Counter, {request}: successful calls whose provider sent no usage.</summary>
    public const string UsageMissing = "llm.usage.missing";

    /// <summary>Counter, in the currency of its tag: the cost of calls whose price is known.</summary>
    public const string Cost = "llm.cost";

    /// <summary>
    /// Counter, in the currency of its tag: how much more the input read from a cache would have cost without the cache, at the price of the
    /// call.
    /// </summary>
    public const string CacheSavings = "llm.cost.cache_savings";

    /// <summary>
    /// Counter, in the currency of its tag: how much more the input written to a cache cost than other input, at the price of the call.
    /// </summary>
    public const string CacheWritePremium = "llm.cost.cache_write_premium";

    /// <summary>Counter, {request}: calls whose tokens are known but whose price is not.</summary>
    public const string PriceMissing = "llm.price.missing";

    /// <summary>Histogram, s: until the first event of a stream that carries content of any kind, reasoning included.</summary>
    public const string TimeToFirstToken = "llm.time_to_first_token";

    /// <summary>Histogram, s: until the first visible text or tool call of a stream.</summary>
    public const string TimeToFirstAnswer = "llm.time_to_first_answer";

    /// <summary>Histogram, s: (end of the last content - first token) / (output tokens - reasoning tokens that were not streamed - 1).</summary>
    public const string TimePerOutputToken = "llm.time_per_output_token";

    /// <summary>Histogram, s: the longest time that one read of a stream was pending after the first token.</summary>
    public const string LongestStall = "llm.longest_stall";

    /// <summary>Counter, {attempt}: attempts to send a request, retries and hedges included, by outcome.</summary>
    public const string Attempts = "llm.attempts";

    /// <summary>Histogram, s: from the start of an attempt to the end of its body.</summary>
    public const string AttemptDuration = "llm.attempt.duration";

    /// <summary>Gauge: the remaining amount of a rate limit, from the provider's headers.</summary>
    public const string RateLimitRemaining = "llm.ratelimit.remaining";

    /// <summary>Gauge: the rate limit, from the provider's headers.</summary>
    public const string RateLimitLimit = "llm.ratelimit.limit";

    /// <summary>
    /// Observable gauge, 1: share of a provider's calls in the last five minutes that succeeded; 0 while its circuit breaker is open.
    /// </summary>
    public const string ProviderHealth = "llm.provider.health";

    /// <summary>Observable gauge, in the currency of its tag: spending of a budget in the current period.</summary>
    public const string BudgetSpent = "llm.budget.spent";

    /// <summary>Observable gauge, in the currency of its tag: the amount of a budget reserved for calls in progress.</summary>
    public const string BudgetReserved = "llm.budget.reserved";

    /// <summary>Observable gauge, in the currency of its tag: the limit of a budget for one period.</summary>
    public const string BudgetLimit = "llm.budget.limit";

    /// <summary>Observable gauge, in the currency of its tag: the remaining amount; negative if the budget is overspent.</summary>
    public const string BudgetRemaining = "llm.budget.remaining";

    /// <summary>Observable gauge, in the currency of its tag: the spending rate over the last hour, per hour.</summary>
    public const string BudgetBurnRate = "llm.budget.burn_rate";

    /// <summary>Observable gauge, in the currency of its tag: the forecast of spending at the end of the period, at the current rate.</summary>
    public const string BudgetProjection = "llm.budget.projection";

    /// <summary>Observable gauge, in the currency of its tag: the forecast of spending at the end of the month, at the current rate.</summary>
    public const string BudgetMonthlyProjection = "llm.budget.monthly_projection";

    /// <summary>
    /// Observable gauge, {request}: answered calls of the period whose cost is not part of the spending, because it is not known or in another
    /// currency.
    /// </summary>
    public const string BudgetUnpriced = "llm.budget.unpriced";

    /// <summary>Counter, {request}: calls that a budget refused and that were not sent.</summary>
    public const string BudgetRefused = "llm.budget.refused";

    /// <summary>Counter, {failure}: internal errors of this library, all of them handled, by stage.</summary>
    public const string MeasurementFailures = "llm.measurement.failures";

    /// <summary>Counter, {call}: strategies that could not do what they are configured to do, by reason.</summary>
    public const string MeasurementFallbacks = "llm.measurement.fallbacks";

    /// <summary>Counter, {call}: calls whose figures cannot be right or are not as expected, by anomaly.</summary>
    public const string MeasurementAnomalies = "llm.measurement.anomalies";

    /// <summary>Histogram, s: time to count the tokens of one call, either because its provider sent no usage or to learn from it.</summary>
    public const string TokenizationDuration = "llm.tokenization.duration";

    /// <summary>Counter, {lookup}: lookups of the cached counts of longer texts.</summary>
    public const string TokenizationCache = "llm.tokenization.cache";

    /// <summary>Histogram, 1: confidence in this library's counts, from 0 to 1.</summary>
    public const string TokenizationConfidence = "llm.tokenization.confidence";

    /// <summary>Counter, {unit}: the amount of text by unit and direction; for the strategies capacity and hybrid.</summary>
    public const string Capacity = "llm.capacity";

    /// <summary>Histogram, in the unit of the value: values of custom strategies, by strategy and value name.</summary>
    public const string Custom = "llm.custom";

    /// <summary>Counter, {value}: tag values that were replaced because their tag already had too many, by tag.</summary>
    public const string TagsOverflowed = "llm.tags.overflowed";

    /// <summary>Counter, {event}: events that were dropped because the queue of the sinks was full.</summary>
    public const string EventsDropped = "llm.events.dropped";

    /// <summary>Counter, {request}, of the meter <see cref="LlmTelemetry.LiteMeterName"/>: calls.</summary>
    public const string LiteRequests = "llm.lite.requests";

    /// <summary>Counter, {request}, of the lite meter: calls that ended in error, timeout or broken.</summary>
    public const string LiteErrors = "llm.lite.errors";

    /// <summary>Counter, {token}, of the lite meter: input tokens, cached ones included.</summary>
    public const string LiteInputTokens = "llm.lite.input_tokens";

    /// <summary>Counter, {token}, of the lite meter: output tokens, reasoning included.</summary>
    public const string LiteOutputTokens = "llm.lite.output_tokens";

    /// <summary>Histogram, s, of the lite meter: from sending the request until the body ended, by operation alone.</summary>
    public const string LiteDuration = "llm.lite.duration";

    /// <summary>Histogram, s, of the lite meter: <see cref="TimeToFirstToken"/> of all calls together.</summary>
    public const string LiteTimeToFirstToken = "llm.lite.time_to_first_token";

    /// <summary>Histogram, s, of the lite meter: <see cref="TimePerOutputToken"/> of all calls together.</summary>
    public const string LiteTimePerOutputToken = "llm.lite.time_per_output_token";

    /// <summary>Histogram, s, of the lite meter: <see cref="LongestStall"/> of all calls together.</summary>
    public const string LiteLongestStall = "llm.lite.longest_stall";
}
