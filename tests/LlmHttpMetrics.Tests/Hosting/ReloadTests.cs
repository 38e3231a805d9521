using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Tests.Hosting;

/// <summary>Settings change while the process runs; wrong ones are logged and ignored.</summary>
public sealed class ReloadTests
{
    [Test]
    public async Task Enabled_TurnedOffAndOn_StopsAndStartsMeasuring()
    {
        var configuration = Configuration();
        await using var client = Client(configuration);

        configuration["Enabled"] = "false";
        configuration.Reload();
        Assert.That(await RequestsOfACallAsync(client), Is.Zero);

        configuration["Enabled"] = "true";
        configuration.Reload();
        Assert.That(await RequestsOfACallAsync(client), Is.EqualTo(1));
    }

    [Test]
    public async Task Reload_Invalid_IsLoggedAndTheLastGoodOnesStay()
    {
        var configuration = Configuration();
        CollectingLogger log = new();
        await using var client = Client(configuration, log);

        configuration["Enabled"] = "false";
        configuration["MaxRetainedInput"] = "-1";
        configuration["SemanticConventions"] = "Newest";
        configuration.Reload();

        Assert.That(await RequestsOfACallAsync(client), Is.EqualTo(1), "still on");
        var entry = log.Entries.Single(entry => entry.Level == LogLevel.Error);
        Assert.That(entry.Text, Does.Contain("'llm'").And.Contain("MaxRetainedInput").And.Contain("SemanticConventions"));

        configuration["MaxRetainedInput"] = "5000";
        configuration["SemanticConventions"] = "Latest";
        configuration.Reload();
        Assert.That(await RequestsOfACallAsync(client), Is.Zero, "off since the settings are good again");
    }

    [Test]
    public async Task Reload_ACallbackThrows_IsLoggedAndTheLastGoodOnesStay()
    {
        var configuration = Configuration();
        CollectingLogger log = new();
        var throws = false;
        await using var client = Client(configuration, log, _ =>
        {
            if (throws)
            {
                throw new InvalidOperationException("mine");
            }
        });

        throws = true;
        Assert.That(configuration.Reload, Throws.Nothing);

        Assert.That(await RequestsOfACallAsync(client), Is.EqualTo(1));
        Assert.That(log.Entries.Where(entry => entry.Level == LogLevel.Error), Has.Exactly(1).Items);
    }

    [Test]
    public async Task Options_ConfiguredFromAReloadableSource_AreFollowedToo()
    {
        var configuration = Configuration();
        StubHandler network = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));
        await using MonitoredClient client = new(network, services: services =>
        {
            services.Configure<LlmMonitoringOptions>(MonitoredClient.Name, options => options.Enabled = configuration["Enabled"] != "false");
            services.AddSingleton<Microsoft.Extensions.Options.IOptionsChangeTokenSource<LlmMonitoringOptions>>(
                new Microsoft.Extensions.Options.ConfigurationChangeTokenSource<LlmMonitoringOptions>(MonitoredClient.Name, configuration));
        });

        configuration["Enabled"] = "false";
        configuration.Reload();

        Assert.That(await RequestsOfACallAsync(client), Is.Zero);
    }

    private static IConfigurationRoot Configuration() =>
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Enabled", (string?)"true")]).Build();

    private static MonitoredClient Client(
        IConfigurationRoot configuration, CollectingLogger? log = null, Action<LlmMonitoringOptions>? configure = null) => new(
        new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)),
        configure,
        builder => builder.AddLlmMonitoring(configuration),
        services => services.AddLogging(logging => _ = log is null ? logging : logging.AddProvider(log)));

    private static async Task<double> RequestsOfACallAsync(MonitoredClient client)
    {
        client.Recorder.Clear();
        using var response = await client.Http.SendAsync(WireSamples.Post());
        return client.Recorder.Sum(LlmInstrumentNames.Requests);
    }
}
