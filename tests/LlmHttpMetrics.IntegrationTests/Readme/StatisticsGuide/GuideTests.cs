using LlmHttpMetrics.HealthChecks;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.IntegrationTests.Readme.StatisticsGuide;

/// <summary>What docs/statistics.md shows and names is so.</summary>
internal sealed class GuideTests
{
    private static readonly string Guide = Repository.Read("docs/statistics.md");

    [Test]
    public void CodeBlocks_OfTheGuide_AreCompiled() => Assert.That(
        CodeBlocks.OfMarkdown(Guide),
        Is.EquivalentTo(CodeBlocks.OfSource(Repository.Read("tests/LlmHttpMetrics.IntegrationTests/Readme/StatisticsGuide/GuideCode.cs"))));

    [TestCase(typeof(LlmStatisticsOptions))]
    [TestCase(typeof(LlmProviderHealthCheckOptions))]
    public void Options_AllOfThem_AreInATable(Type options)
    {
        foreach (var option in options.GetProperties())
        {
            Assert.That(Guide, Does.Contain($"\n| `{option.Name}` |"));
        }
    }

    [Test]
    public void Figures_AllOfThem_AreInTheGuide()
    {
        foreach (var figure in typeof(LlmCallStatistics).GetProperties())
        {
            Assert.That(Guide, Does.Contain($"`{figure.Name}`"));
        }
    }

    [Test]
    public async Task Code_OfTheGuide_ReadsWhatACallLeaves()
    {
        ServiceCollection services = new();
        GuideCode.Register(services);
        GuideCode.HealthCheck(services);
        services.AddHttpClient("llm")
            .ConfigurePrimaryHttpMessageHandler(() => new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)))
            .AddLlmMonitoring();
        await using var provider = services.BuildServiceProvider();
        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
        using (LlmCall.Begin(new LlmCallInfo { Feature = "search" }))
        {
            (await http.SendAsync(WireSamples.Post())).Dispose();
        }

        (await http.SendAsync(WireSamples.Post())).Dispose();
        var statistics = provider.GetRequiredService<LlmStatistics>();

        Assert.That(
            GuideCode.Query(statistics).Series.Select(series => (series.Provider, series.Model, series.SinceStart.Requests)),
            Is.EqualTo(new[] { ("openai", (string?)null, 1L) }));
        Assert.That(() => GuideCode.Read(statistics), Throws.Nothing);
        Assert.That(() => GuideCode.Compare(statistics), Throws.Nothing);
        using (GuideCode.Circuit(provider.GetRequiredService<LlmProviderHealth>()))
        {
            Assert.That(provider.GetRequiredService<LlmProviderHealth>().Snapshot().Single().Health, Is.Zero);
        }
    }
}
