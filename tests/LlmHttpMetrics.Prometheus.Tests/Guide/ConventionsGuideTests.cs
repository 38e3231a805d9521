using LlmHttpMetrics.IntegrationTests.Readme;
using LlmHttpMetrics.Prometheus.Tests.RealPrometheus;
using LlmHttpMetrics.Prometheus.Tests.Traffic;

namespace LlmHttpMetrics.Prometheus.Tests.Guide;

/// <summary>What docs/conventions.md says is so.</summary>
[NonParallelizable]
public sealed class ConventionsGuideTests
{
    [Test]
    public void CodeBlocks_OfTheGuide_AreCompiled() => Assert.That(
        CodeBlocks.OfMarkdown(ConventionsGuide.Text),
        Is.EquivalentTo(CodeBlocks.OfSource(Repository.Read("tests/LlmHttpMetrics.Prometheus.Tests/Guide/ConventionsGuideCode.cs"))));

    /// <summary>The comparisons of step 4 are 0; the first search finds no service, and the second finds all.</summary>
    [Test]
    public async Task Expressions_WhileBothArePublished_CompareAndCountOnce()
    {
        await using var traffic = await ServedTraffic.StartAsync(options => options.SemanticConventions = SemanticConventions.Both);
        await traffic.CallAsync(130, atOnce: 8);
        await using var prometheus = await PrometheusServer.StartAsync(traffic.Page);
        await prometheus.WaitForScrapeAsync();

        Assert.That(ConventionsGuide.Expressions, Has.Count.EqualTo(6));
        Assert.That(await prometheus.ValueAsync("sum(gen_ai_client_token_usage_sum)"), Is.Positive);
        Assert.That(await prometheus.ValueAsync(ConventionsGuide.Expressions[2]), Is.Zero);
        Assert.That(await prometheus.ValueAsync(ConventionsGuide.Expressions[3]), Is.Zero);
        Assert.That(await prometheus.QueryAsync(ConventionsGuide.Expressions[4]), Is.Empty);
        Assert.That(await prometheus.QueryAsync(ConventionsGuide.Expressions[5]), Has.Count.EqualTo(1));

        // For totals, and for the old generation only, the result of the bridge of step 3 is the value of either.
        var bridge = ConventionsGuide.Expressions[1].Replace("rate(", "(", StringComparison.Ordinal).Replace("[5m]", "", StringComparison.Ordinal);
        var total = await prometheus.ValueAsync("sum(llm_tokens_total{gen_ai_token_type=\"input\",llm_token_source=\"provider\"})");
        Assert.That(await prometheus.ValueAsync($"sum({bridge})"), Is.EqualTo(total), "nobody twice");
        var onlyOld = bridge.Replace("gen_ai_client_inference_usage_input_tokens_total", "absent_here", StringComparison.Ordinal);
        Assert.That(await prometheus.ValueAsync($"sum({onlyOld})"), Is.EqualTo(total), "and nobody left out");
    }

    [TestCase(SemanticConventions.V1_41, 1, 1)]
    [TestCase(SemanticConventions.Latest, 0, 0)]
    public async Task Searches_OfTheGuide_FindWhoPublishesTheOldNames(SemanticConventions conventions, int alone, int atAll)
    {
        await using var traffic = await ServedTraffic.StartAsync(options => options.SemanticConventions = conventions);
        await traffic.CallAsync(8, atOnce: 4);
        await using var prometheus = await PrometheusServer.StartAsync(traffic.Page);
        await prometheus.WaitForScrapeAsync();

        Assert.That(await prometheus.QueryAsync(ConventionsGuide.Expressions[4]), Has.Count.EqualTo(alone));
        Assert.That(await prometheus.QueryAsync(ConventionsGuide.Expressions[5]), Has.Count.EqualTo(atAll));
    }
}
