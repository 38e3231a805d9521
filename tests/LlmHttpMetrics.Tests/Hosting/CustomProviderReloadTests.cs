using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Tests.Hosting;

/// <summary>A described provider may change while the process runs; a wrong change is logged, and the last good description stays.</summary>
public sealed class CustomProviderReloadTests
{
    private const string Output = "Providers:0:Endpoints:0:Response:Usage:Output";

    [Test]
    public async Task Description_Changed_IsFollowed()
    {
        var configuration = Configuration();
        await using var client = Client(configuration);
        Assert.That(await OutputOfACallAsync(client), Is.EqualTo(4));

        configuration[Output] = "usage.billed";
        configuration.Reload();

        Assert.That(await OutputOfACallAsync(client), Is.EqualTo(5));
    }

    [Test]
    public async Task Description_AddedLater_IsFollowed()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([]).Build();
        await using var client = Client(configuration);
        Assert.That(await OutputOfACallAsync(client), Is.Zero);

        foreach (var (key, value) in Settings)
        {
            configuration[key] = value;
        }

        configuration.Reload();

        Assert.That(await OutputOfACallAsync(client), Is.EqualTo(4));
    }

    [Test]
    public async Task Description_SpoiltByAReload_IsLoggedAndTheLastGoodOneStays()
    {
        var configuration = Configuration();
        CollectingLogger log = new();
        await using var client = Client(configuration, log);

        configuration[Output] = "usage[0].billed";
        configuration["Providers:0:Hosts:0"] = "http://llm.acme.example";
        configuration.Reload();

        Assert.That(await OutputOfACallAsync(client), Is.EqualTo(4));
        var entry = log.Entries.Single(entry => entry.Level == LogLevel.Error);
        Assert.That(entry.Text, Does.Contain($"{Output} is 'usage[0].billed', wrong at position 5").And.Contain("Providers:0:Hosts:0"));

        configuration[Output] = "usage.billed";
        configuration["Providers:0:Hosts:0"] = "llm.acme.example";
        configuration.Reload();
        Assert.That(await OutputOfACallAsync(client), Is.EqualTo(5));
    }

    private static readonly KeyValuePair<string, string?>[] Settings =
    [
        new("Providers:0:Name", "acme"),
        new("Providers:0:Hosts:0", "llm.acme.example"),
        new("Providers:0:Endpoints:0:Path", "/v2/generate"),
        new(Output, "usage.out"),
    ];

    private static IConfigurationRoot Configuration() => new ConfigurationBuilder().AddInMemoryCollection(Settings).Build();

    private static MonitoredClient Client(IConfigurationRoot configuration, CollectingLogger? log = null) => new(
        new StubHandler(_ => WireSamples.Trickle("""{"usage":{"out":4,"billed":5}}""")),
        client: builder => builder.AddLlmMonitoring(configuration),
        services: services => services.AddLogging(logging => _ = log is null ? logging : logging.AddProvider(log)));

    private static async Task<double> OutputOfACallAsync(MonitoredClient client)
    {
        client.Recorder.Clear();
        using var response = await client.Http.SendAsync(WireSamples.Post("https://llm.acme.example/v2/generate"));
        return client.Recorder.Sum(LlmInstrumentNames.Tokens);
    }
}
