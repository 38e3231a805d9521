namespace LlmHttpMetrics;

/// <summary>Why <see cref="LlmEvent.CostConfidence"/> is lower than that of the price table: the values of <see cref="LlmEvent.CostDoubts"/>.</summary>
public static class LlmCostDoubts
{
    /// <summary>The service tier that was served, such as <c>provisioned</c> or <c>priority</c>, has no price; the usual one stands in its place.</summary>
    public const string TierWithoutPrice = "tier_without_price";

    /// <summary>The speed at which the answer was made, such as Anthropic's <c>fast</c>, has no price; the usual one stands in its place.</summary>
    public const string SpeedWithoutPrice = "speed_without_price";

    /// <summary>The region where the model ran has no price; the usual one stands in its place.</summary>
    public const string RegionWithoutPrice = "region_without_price";

    /// <summary>Another model took part (Anthropic's advisor) that has no price; what it cost is missing.</summary>
    public const string PassWithoutPrice = "pass_without_price";

    /// <summary>The provider ran a tool that has no fee (see <see cref="LlmEvent.HostedTools"/>); what it may have cost is missing.</summary>
    public const string ToolWithoutPrice = "tool_without_price";

    /// <summary>Audio was read from a cache, which has no price of its own although audio has one; that of other cached input stands in its place.</summary>
    public const string CachedAudioWithoutPrice = "cached_audio_without_price";

    /// <summary>Input was written to a cache for an hour, which has no price; that of shorter writes stands in its place.</summary>
    public const string CacheLifetimeWithoutPrice = "cache_lifetime_without_price";

    /// <summary>The model that answered has no price; that of the model asked for stands in its place.</summary>
    public const string PriceOfRequestedModel = "price_of_requested_model";

    /// <summary>The answer was not read to its end, so that its provider may have charged more than it had told.</summary>
    public const string IncompleteAnswer = "incomplete_answer";

    /// <summary>The tokens were counted or estimated here.</summary>
    public const string UncertainTokens = "uncertain_tokens";
}
