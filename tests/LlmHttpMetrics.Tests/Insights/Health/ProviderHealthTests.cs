using LlmHttpMetrics.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Insights.Health;

/// <summary>The gauge of a provider's health, and the other places that report it.</summary>
public sealed class ProviderHealthTests
{
    [Test]
    public async Task Gauge_IsTheSuccessShareOfRecentCallsByProviderAlone()
    {
        var status = 200;
        await using MonitoredClient client = new(_ => Answer(status));
        await SendAsync(client, 3);
        status = 500;
        await SendAsync(client, 1);
        await SendAsync(client, 1, WireSamples.AnthropicMessages, WireSamples.MessagesRequest);

        var gauge = Gauges(client);

        Assert.That(gauge, Is.EqualTo(new[] { ("anthropic", 0d), ("openai", 0.75) }));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.ProviderHealth).Select(m => m.Tags.Count), Has.All.EqualTo(1));
    }

    [Test]
    public async Task Gauge_ForgetsCallsOfMoreThanFiveMinutes()
    {
        var status = 500;
        await using MonitoredClient client = new(_ => Answer(status));
        Assert.That(Gauges(client), Is.Empty);
        await SendAsync(client, 1);
        client.Time.Advance(TimeSpan.FromMinutes(5));
        status = 200;
        await SendAsync(client, 1);
        Assert.That(Gauges(client), Is.EqualTo(new[] { ("openai", 0.5) }));

        client.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.That(Gauges(client), Is.EqualTo(new[] { ("openai", 1d) }));
        client.Time.Advance(TimeSpan.FromMinutes(60));
        Assert.That(Gauges(client), Is.Empty);
    }

    [Test]
    public async Task Gauge_HeardAlone_HasCallsMeasured()
    {
        await using MonitoredClient client = new(new StubHandler(_ => Answer(200)), listenTo: name => name == LlmInstrumentNames.ProviderHealth);
        await SendAsync(client, 1);

        Assert.That(Gauges(client), Is.EqualTo(new[] { ("openai", 1d) }));
    }

    [Test]
    public async Task Calls_ThatTheCallerCancelled_SayNothing()
    {
        await using MonitoredClient client = new(new StubHandler((_, token) => throw new OperationCanceledException(token)));
        Assert.That(async () => await client.Http.SendAsync(WireSamples.Post()), Throws.InstanceOf<OperationCanceledException>());

        Assert.That(Gauges(client), Is.Empty);
        Assert.That(
            Health(client.Services).Snapshot(),
            Is.EqualTo(new[] { new LlmProviderStatus { Provider = "openai", Health = null, Calls = 0, IsCircuitOpen = false } }));
    }

    [Test]
    public async Task Circuit_WhileItIsOpen_MakesTheHealthZero()
    {
        await using MonitoredClient client = new(_ => Answer(200));
        await SendAsync(client, 2);
        var health = Health(client.Services);

        var first = health.OpenCircuit("openai");
        var second = health.OpenCircuit("openai");
        Assert.That(health.Snapshot(), Is.EqualTo(new[] { new LlmProviderStatus { Provider = "openai", Health = 0, Calls = 2, IsCircuitOpen = true } }));
        first.Dispose();
        first.Dispose();
        Assert.That(Gauges(client), Is.EqualTo(new[] { ("openai", 0d) }));
        second.Dispose();

        Assert.That(Gauges(client), Is.EqualTo(new[] { ("openai", 1d) }));
        Assert.That(() => health.OpenCircuit(""), Throws.ArgumentException);
    }

    [Test]
    public async Task Health_AskedFor_IsKeptWhereNothingListens()
    {
        await using var asked = Services(services => services.AddLlmProviderHealth());
        await using var notAsked = Services(_ => { });
        foreach (var services in new[] { asked, notAsked })
        {
            using var http = services.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
            (await http.SendAsync(WireSamples.Post())).Dispose();
        }

        Assert.That(Health(asked).Snapshot(), Is.EqualTo(
            new[] { new LlmProviderStatus { Provider = "openai", Health = 1, Calls = 1, IsCircuitOpen = false } }));
        Assert.That(Health(notAsked).Snapshot(), Is.Empty, "while nothing listens nothing is measured");
    }

    [Test]
    public async Task Calls_OfManyThreads_AreAllCounted()
    {
        await using var services = Services(services => services.AddLlmProviderHealth());
        var health = Health(services);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                services.GetRequiredService<LlmInstruments>().Health.Record("p" + (thread % 2), i % 4 == 0 ? LlmOutcomes.Timeout : LlmOutcomes.Length);
            }
        })));

        Assert.That(
            health.Snapshot(),
            Is.EqualTo(new[]
            {
                new LlmProviderStatus { Provider = "p0", Health = 0.75, Calls = 40_000, IsCircuitOpen = false },
                new LlmProviderStatus { Provider = "p1", Health = 0.75, Calls = 40_000, IsCircuitOpen = false }
            }));
    }

    [Test]
    public void Recording_OfProvidersThatAreKnown_AllocatesNothing()
    {
        using LlmInstruments instruments = new(factory: null);
        var health = instruments.Health;
        Run();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        void Run()
        {
            for (var i = 0; i < 1000; i++)
            {
                health.Record("p", LlmOutcomes.Completed);
                health.Record("q", LlmOutcomes.Error);
            }
        }
    }

    private static ServiceProvider Services(Action<IServiceCollection> add)
    {
        ServiceCollection services = new();
        services.AddMetrics();
        services.AddHttpClient("llm").ConfigurePrimaryHttpMessageHandler(() => new StubHandler(_ => Answer(200))).AddLlmMonitoring();
        add(services);
        return services.BuildServiceProvider();
    }

    private static LlmProviderHealth Health(IServiceProvider services) =>
        services.GetService<LlmProviderHealth>() ?? new(services.GetRequiredService<LlmInstruments>().Health);

    private static HttpResponseMessage Answer(int status)
    {
        var response = WireSamples.Trickle(WireSamples.ChatAnswer);
        response.StatusCode = (System.Net.HttpStatusCode)status;
        return response;
    }

    private static async Task SendAsync(MonitoredClient client, int times, string url = WireSamples.OpenAiChat, string json = WireSamples.ChatRequest)
    {
        for (var i = 0; i < times; i++)
        {
            (await client.Http.SendAsync(WireSamples.Post(url, json))).Dispose();
        }
    }

    private static (string, double)[] Gauges(MonitoredClient client)
    {
        client.Recorder.Clear();
        client.Recorder.Observe();
        return [.. client.Recorder.Of(LlmInstrumentNames.ProviderHealth).Select(m => ((string)m.Tag(LlmTagNames.ProviderName)!, m.Value))];
    }
}
