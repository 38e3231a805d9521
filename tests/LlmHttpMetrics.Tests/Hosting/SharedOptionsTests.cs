using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Tests.Hosting;

/// <summary>What all clients of a service provider share is set once, and no client decides for another.</summary>
public sealed class SharedOptionsTests
{
    private static readonly string[] Moved =
    [
        "EventQueueCapacity is no longer a setting of a client: set EventQueue:Capacity in the section",
        "EventQueueWait is no longer a setting of a client: set EventQueue:Wait in",
        "EventQueueDrainTimeout is no longer a setting of a client: set EventQueue:DrainTimeout in",
        "MaxTagValues is no longer a setting of a client: set Tags:MaxTagValues in",
        "Learning is no longer a setting of a client: set Learning in",
        "Pricing is no longer a setting of a client: set Pricing in",
    ];

    [Test]
    public void Options_BoundFromConfiguration_AreThose()
    {
        using var services = Services(Configuration(
            ("Tags:MaxTagValues", "7"), ("Tags:ConstantTags:region", "eu"), ("EventQueue:Capacity", "9"), ("EventQueue:Wait", "00:00:02"),
            ("EventQueue:DrainTimeout", "00:00:03"), ("Learning:Enabled", "true"), ("Learning:SampleFirst", "4"), ("Pricing:EmbeddedTable", "false")));

        var options = services.GetRequiredService<IOptions<LlmSharedMonitoringOptions>>().Value;

        Assert.That((options.Tags.MaxTagValues, options.Tags.ConstantTags["region"]), Is.EqualTo((7, "eu")));
        Assert.That(
            (options.EventQueue.Capacity, options.EventQueue.Wait, options.EventQueue.DrainTimeout),
            Is.EqualTo((9, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3))));
        Assert.That((options.Learning.Enabled, options.Learning.SampleFirst, options.Pricing.EmbeddedTable), Is.EqualTo(((bool?)true, 4, false)));
    }

    [Test]
    public void Settings_ThatHaveMoved_AreReportedWithTheirNewNames()
    {
        using var services = Services(client: Configuration(
            ("EventQueueCapacity", "9"),
            ("EventQueueWait", "00:00:01"),
            ("EventQueueDrainTimeout", "00:00:01"),
            ("MaxTagValues", "9"),
            ("Learning:Enabled", "true"),
            ("Pricing:EmbeddedTable", "false")));

        var error = Assert.Catch<OptionsValidationException>(() => services.GetRequiredService<IHttpClientFactory>().CreateClient("llm"));

        Assert.That(error!.Failures.Count(), Is.EqualTo(Moved.Length), error.Message);
        foreach (var text in Moved)
        {
            Assert.That(error.Failures, Has.Exactly(1).StartsWith($"Client 'llm': Llm:{text}"), error.Message);
        }
    }

    [Test]
    public void CreateClient_WithWrongOptionsOfBothKinds_ListsEveryErrorOnALineOfItsOwn()
    {
        using var services = Services(Configuration(("Tags:MaxTagValues", "0")), Configuration(("MaxRetainedInput", "0"), ("Enabld", "true")));

        var error = Assert.Catch<OptionsValidationException>(() => services.GetRequiredService<IHttpClientFactory>().CreateClient("llm"));

        var lines = error!.Message.Split(Environment.NewLine);
        Assert.That(lines[0], Is.EqualTo("LlmHttpMetrics has 3 invalid settings:"));
        Assert.That(lines[1], Does.StartWith("  Client 'llm': Llm:Enabld is not a setting; allowed are Enabled,").And.EndsWith(". Did you mean Enabled?"));
        Assert.That(lines[2], Is.EqualTo("  Client 'llm': MaxRetainedInput is 0; allowed is 4096 to 1048576."));
        Assert.That(lines[3], Is.EqualTo("  Tags.MaxTagValues is 0; allowed is 1 to 100000."));
    }

    [Test]
    public async Task HostStart_WithWrongOptionsOfSeveralKinds_ThrowsOneExceptionWithEachErrorOnce()
    {
        HostApplicationBuilder host = new(new HostApplicationBuilderSettings { DisableDefaults = true });
        host.Services.ConfigureLlmMonitoring(options => options.EventQueue.Capacity = 0);
        host.Services.AddHttpClient("one").AddLlmMonitoring(options => options.MaxRetainedInput = 0);
        host.Services.AddHttpClient("two").AddLlmMonitoring(options => options.MaxRetainedInput = 1);
        host.Services.AddLlmStatistics(options => options.MaxSeries = 0).AddLlmStatistics();
        using var built = host.Build();

        var error = await Assert.CatchAsync<OptionsValidationException>(() => built.StartAsync());

        Assert.That(error!.Failures, Is.EquivalentTo(new[]
        {
            "EventQueue.Capacity is 0; allowed is 1 to 1000000.",
            "Client 'one': MaxRetainedInput is 0; allowed is 4096 to 1048576.",
            "Client 'two': MaxRetainedInput is 1; allowed is 4096 to 1048576.",
            "MaxSeries is 0; allowed is 1 to 100000.",
        }));
    }

    [Test]
    public async Task Clock_OfOneClient_DecidesForNoOther()
    {
        ManualTimeProvider own = new();
        ManualTimeProvider shared = new();
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)),
            configure: options => options.TimeProvider = own,
            services: services =>
            {
                services.ConfigureLlmMonitoring(options => options.TimeProvider = shared);
                services.AddHttpClient("other")
                    .ConfigurePrimaryHttpMessageHandler(() => new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)))
                    .AddLlmMonitoring();
            });
        own.Advance(TimeSpan.FromDays(1));
        shared.Advance(TimeSpan.FromDays(2));

        (await client.Http.SendAsync(WireSamples.Post())).Dispose();
        (await client.Services.GetRequiredService<IHttpClientFactory>().CreateClient("other").SendAsync(WireSamples.Post())).Dispose();
        await LlmMonitoring.FlushAsync();

        Assert.That(client.Sink.Events.Select(e => e.Timestamp), Is.EqualTo(new[] { own.GetUtcNow(), shared.GetUtcNow() }));
    }

    [Test]
    public async Task Reload_Invalid_IsLoggedAndTheLastGoodOnesStay()
    {
        var configuration = Configuration(("Tags:MaxTagValues", "1")).Root;
        CollectingLogger log = new();
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)),
            services: services => services.ConfigureLlmMonitoring(configuration.GetSection("Llm")).AddLogging(logging => logging.AddProvider(log)));

        configuration["Llm:Tags:MaxTagValues"] = "none";
        configuration.Reload();
        await SendAsync(client, "a");
        await SendAsync(client, "b");
        Assert.That(Models(client), Is.EqualTo(new[] { "a", "_OTHER" }));
        Assert.That(
            log.Entries.Single(entry => entry.Level == LogLevel.Error).Text,
            Does.Contain("shared by all clients are invalid").And.Contain("Llm:Tags:MaxTagValues is 'none'"));

        configuration["Llm:Tags:MaxTagValues"] = "2";
        configuration.Reload();
        await SendAsync(client, "c");
        Assert.That(Models(client), Is.EqualTo(new[] { "a", "_OTHER", "c" }));
    }

    [Test]
    public void CreateHandler_WithWrongSharedOptions_ListsThem()
    {
        LlmSharedMonitoringOptions shared = new();
        shared.Tags.ConstantTags["llm.feature"] = "x";
        shared.Tags.ConstantTags["region"] = "";

        var error = Assert.Catch<OptionsValidationException>(
            () => LlmMonitoring.CreateHandler(new StubHandler(_ => new HttpResponseMessage()), between: null, options: null, shared));

        Assert.That(error!.Failures, Is.EqualTo(new[]
        {
            "Tags.ConstantTags has the name 'llm.feature' of a tag of this library; allowed are names that do not begin with llm. or gen_ai. and are not "
                + "server.address, server.port, error.type.",
            "Tags.ConstantTags['region'] is empty; a value is required.",
        }));
    }

    private static IEnumerable<object?> Models(MonitoredClient client) =>
        client.Recorder.Of(LlmInstrumentNames.Requests).Select(requests => requests.Tag(LlmTagNames.RequestModel));

    private static async Task SendAsync(MonitoredClient client, string model) =>
        (await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatRequest.Replace("gpt-5-mini", model, StringComparison.Ordinal)))).Dispose();

    private static ServiceProvider Services(
        (IConfigurationRoot Root, IConfigurationSection Section)? shared = null, (IConfigurationRoot Root, IConfigurationSection Section)? client = null)
    {
        ServiceCollection services = new();
        if (shared is { } ofAll)
        {
            services.ConfigureLlmMonitoring(ofAll.Section);
        }

        var builder = services.AddHttpClient("llm");
        _ = client is { } own ? builder.AddLlmMonitoring(own.Section) : builder.AddLlmMonitoring();
        return services.BuildServiceProvider();
    }

    private static (IConfigurationRoot Root, IConfigurationSection Section) Configuration(params (string Key, string Value)[] settings)
    {
        var root = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create("Llm:" + setting.Key, (string?)setting.Value)))
            .Build();
        return (root, root.GetSection("Llm"));
    }
}
