using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Tests.Insights.Statistics;

/// <summary>Options of the statistics, and what is said of wrong ones.</summary>
public sealed class StatisticsOptionsTests
{
    [Test]
    public void Options_FromConfiguration_AreThose()
    {
        using var services = Services(("Tags:0", "llm.feature"), ("Tags:1", "llm.client.name"), ("maxseries", "7"), ("MaxTagValues", "3"));

        var options = services.GetRequiredService<IOptions<LlmStatisticsOptions>>().Value;
        Assert.That((options.MaxSeries, options.MaxTagValues, string.Join(' ', options.Tags)), Is.EqualTo((7, 3, "llm.feature llm.client.name")));
        Assert.That(services.GetRequiredService<LlmStatistics>().Snapshot().Series, Is.Empty);
    }

    [Test]
    public void Client_OfWrongOptions_ListsEveryError()
    {
        using var services = Services(
            ("MaxSeries", "0"), ("MaxTagValues", "many"), ("MaxModels", "1"), ("Tags:0", " "), ("Tags:1", "gen_ai.request.model"), ("Tags:2", "a"),
            ("Tags:3", "b"), ("Tags:4", "c"), ("Tags:5", "d"),
            ("Tags:6", "e"), ("Tags:7", "f"), ("Tags:8", "g"));

        var error = Assert.Catch<OptionsValidationException>(() => services.GetRequiredService<IHttpClientFactory>().CreateClient("llm"));

        Assert.That(error!.Failures, Is.EquivalentTo(new[]
        {
            "Statistics:MaxTagValues is 'many'; allowed is an integer.",
            "Statistics:MaxModels is not a setting; allowed are Tags, MaxTagValues, MaxSeries.",
            "MaxSeries is 0; allowed is 1 to 100000.",
            "Tags has 9 names; allowed are at most 8.",
            "Tags[0] is empty; a name is required.",
            "Tags[1] is 'gen_ai.request.model', which statistics are always grouped by; allowed are llm.client.name and entries of a call's scope.",
        }));
    }

    [Test]
    public async Task HostStart_WithWrongOptions_Fails()
    {
        HostApplicationBuilder host = new(new HostApplicationBuilderSettings { DisableDefaults = true });
        host.Services.AddLlmStatistics(options => options.MaxTagValues = 100_001);
        using var built = host.Build();

        var error = await Assert.CatchAsync<OptionsValidationException>(() => built.StartAsync());

        Assert.That(error!.Message, Does.Contain("MaxTagValues is 100001"));
    }

    [Test]
    public void Constructor_WithWrongOptions_ListsEveryError() =>
        Assert.That(
            () => new LlmStatistics(new LlmStatisticsOptions { MaxSeries = 0, MaxTagValues = 0 }),
            Throws.InstanceOf<OptionsValidationException>().With.Message.Contains("MaxSeries is 0").And.Message.Contains("MaxTagValues is 0"));

    private static ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create("Statistics:" + setting.Key, (string?)setting.Value)))
            .Build();
        ServiceCollection services = new();
        services.AddLlmStatistics(configuration.GetSection("Statistics"));
        services.AddHttpClient("llm").AddLlmMonitoring();
        return services.BuildServiceProvider();
    }
}
