using LlmHttpMetrics.Pricing;

namespace LlmHttpMetrics.Tests.Pricing;

/// <summary>The words and the confidence of doubts.</summary>
public sealed class CostDoubtsTests
{
    [TestCase(CostDoubts.None)]
    [TestCase(CostDoubts.Tier, "tier_without_price")]
    [TestCase(CostDoubts.Speed, "speed_without_price")]
    [TestCase(CostDoubts.Region, "region_without_price")]
    [TestCase(CostDoubts.Pass, "pass_without_price")]
    [TestCase(CostDoubts.CachedAudio, "cached_audio_without_price")]
    [TestCase(CostDoubts.CacheLifetime, "cache_lifetime_without_price")]
    [TestCase(CostDoubts.AnotherModel, "price_of_requested_model")]
    [TestCase(CostDoubts.Unfinished, "incomplete_answer")]
    [TestCase(CostDoubts.Tokens, "uncertain_tokens")]
    [TestCase(CostDoubts.Tool, "tool_without_price")]
    [TestCase(CostDoubts.Tool | CostDoubts.Tier, "tier_without_price", "tool_without_price")]
    public void Words_OfDoubts_AreTheirs(object doubts, params string[] words) => Assert.That(((CostDoubts)doubts).Words(), Is.EqualTo(words));

    [TestCase(CostDoubts.None, 1)]
    [TestCase(CostDoubts.Tier, 0.5)]
    [TestCase(CostDoubts.CacheLifetime, 0.5)]
    [TestCase(CostDoubts.Tier | CostDoubts.Speed | CostDoubts.Tool, 0.125)]
    public void Confidence_OfDoubts_IsHalvedByEach(object doubts, double confidence) =>
        Assert.That(CostOfUsage.Confidence((CostDoubts)doubts), Is.EqualTo(confidence));
}
