using LlmHttpMetrics.Pricing;

namespace LlmHttpMetrics.Tests.Pricing;

/// <summary>A reported cost of zero is a cost, unless the host bills by prices of its own.</summary>
public sealed class BilledCostsTests
{
    [Test]
    public void Of_ZeroAtACloudWithItsOwnPrices_IsNone(
        [Values(
            "azure.ai.openai", "azure.ai.inference", "aws.bedrock", "aws.sagemaker", "gcp.vertex_ai", "github_copilot", "github_models", "databricks",
            "snowflake", "ibm.watsonx.ai")] string provider)
    {
        Assert.That(BilledCosts.Of(provider, 0), Is.Null);
        Assert.That(BilledCosts.Of(provider, 0.5m), Is.EqualTo(0.5m));
    }

    [Test]
    public void Of_ZeroElsewhere_IsTheCost([Values("x_ai", "openrouter", "openai_compatible")] string provider)
    {
        Assert.That(BilledCosts.Of(provider, 0), Is.Zero);
        Assert.That(BilledCosts.Of(provider, null), Is.Null);
    }
}
