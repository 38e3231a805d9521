namespace LlmHttpMetrics;

/// <summary>
/// Why <see cref="LlmEvent.CostConfidence"/> is lower than the confidence of the price table: the values of <see cref="LlmEvent.CostDoubts"/>.
/// </summary>
public static class LlmCostDoubts
{
    /// <summary>
    /// The service tier that was served, such as <c>provisioned</c> or <c>priority</c>, has no price; the regular price is used instead.
    /// </summary>
    public const string TierWithoutPrice = "tier_without_price";

    /// <summary>
    /// The speed at which the answer was generated, such as Anthropic's <c>fast</c>, has no price; the regular price is used instead.
    /// </summary>
    public const string SpeedWithoutPrice = "speed_without_price";

    /// <summary>The region where the model ran has no price; the regular price is used instead.</summary>
    public const string RegionWithoutPrice = "region_without_price";

    /// <summary>Another model that took part (Anthropic's advisor) has no price; its cost is missing.</summary>
    public const string PassWithoutPrice = "pass_without_price";

    /// <summary>The provider ran a tool that has no fee (see <see cref="LlmEvent.HostedTools"/>); its cost, if any, is missing.</summary>
    public const string ToolWithoutPrice = "tool_without_price";

    /// <summary>
    /// Audio was read from a cache, and the model has a price for audio but none for cached audio; the price of other cached input is used
    /// instead.
    /// </summary>
    public const string CachedAudioWithoutPrice = "cached_audio_without_price";

    /// <summary>Input was written to a cache for an hour, which has no price; the price of shorter cache writes is used instead.</summary>
    public const string CacheLifetimeWithoutPrice = "cache_lifetime_without_price";

    /// <summary>The model that answered has no price; the price of the requested model is used instead.</summary>
    public const string PriceOfRequestedModel = "price_of_requested_model";

    /// <summary>The answer was not read to its end, so the provider may have charged more than it had reported by then.</summary>
    public const string IncompleteAnswer = "incomplete_answer";

    /// <summary>The tokens were counted or estimated by this library.</summary>
    public const string UncertainTokens = "uncertain_tokens";
}
