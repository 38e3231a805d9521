using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Tests.Hosting;

/// <summary>Sinks that use the client factory, where every client is monitored, and sinks that cannot be constructed.</summary>
public sealed class SinkConstructionTests
{
    private const string Hook = "hook";

    [Test]
    public async Task Sink_ThatUsesTheFactory_GetsEventsAndMayCall(
        [Values] Shape shape, [Values(Hook, "llm")] string client, [Values] bool isResolvedByTheApplicationFirst)
    {
        await using var services = Services(shape, client).BuildServiceProvider();
        if (isResolvedByTheApplicationFirst)
        {
            _ = services.GetServices<ILlmEventSink>().Single();
        }

        await AssertDeliversAsync(services);
    }

    [Test]
    public async Task Sink_ThatUsesTheFactory_WorksInAHost([Values] Shape shape)
    {
        HostApplicationBuilder builder = new(new HostApplicationBuilderSettings { DisableDefaults = true });
        foreach (var service in Services(shape, "llm"))
        {
            builder.Services.Add(service);
        }

        using var host = builder.Build();
        await host.StartAsync();
        await AssertDeliversAsync(host.Services);
        await host.StopAsync();
    }

    [Test]
    public async Task Sink_ThatCannotBeConstructed_CostsEventsAloneUntilItCan()
    {
        CollectingLogger logger = new();
        CollectingSink sink = new();
        Exception? fault = new IOException("The queue's server is down.");
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)),
            services: services => services
                .AddLogging(logging => logging.AddProvider(logger))
                .AddSingleton<ILlmEventSink>(_ => fault is null ? sink : throw fault));

        (await client.Http.SendAsync(WireSamples.Post())).Dispose();
        (await client.Http.SendAsync(WireSamples.Post())).Dispose();
        await LlmMonitoring.FlushAsync();
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.EventsDropped), Is.EqualTo(2));
        Assert.That(client.Recorder.Sum(
            LlmInstrumentNames.MeasurementFailures, (LlmTagNames.Stage, "sink")), Is.EqualTo(1), "it is not attempted for each event");
        Assert.That(logger.Entries.Single(entry => entry.Level == LogLevel.Error).Text, Does.Contain("IOException: The queue's server is down."));

        fault = null;
        client.Time.Advance(TimeSpan.FromSeconds(5));
        (await client.Http.SendAsync(WireSamples.Post())).Dispose();
        await LlmMonitoring.FlushAsync();
        Assert.That((sink.Events.Count, client.Sink.Events.Count, client.Recorder.Sum(LlmInstrumentNames.Requests)), Is.EqualTo((1, 1, 3d)));
    }

    [Test]
    public void Sink_NotWanted_IsNotConstructedByTheCreationOfAClient()
    {
        using ManualResetEventSlim entered = new();
        using ManualResetEventSlim release = new();
        ServiceCollection collection = new();
        collection.AddSingleton<ILlmEventSink>(_ =>
        {
            entered.Set();
            release.Wait();
            return new CollectingSink();
        });
        collection.AddHttpClient("llm").AddLlmMonitoring();
        using var services = collection.BuildServiceProvider();

        using var http = services.GetRequiredService<IHttpClientFactory>().CreateClient("llm");

        Assert.That(entered.Wait(HangGuard.Limit), Is.True, "on a thread of its own");
        release.Set();
    }

    private static ServiceCollection Services(Shape shape, string client)
    {
        ServiceCollection services = new();
        services.AddMetrics();
        services.AddLogging(CollectingLogger.SearchOurs);
        services.ConfigureHttpClientDefaults(defaults => defaults
            .ConfigurePrimaryHttpMessageHandler(() => new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer))).AddLlmMonitoring());
        switch (shape)
        {
            case Shape.HoldsTheFactory:
                services.AddSingleton<ILlmEventSink>(provider =>
                    new HookSink(() => provider.GetRequiredService<IHttpClientFactory>().CreateClient(client)));
                break;
            case Shape.HoldsAClient:
                services.AddSingleton<ILlmEventSink>(provider =>
                {
                    var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(client);
                    return new HookSink(() => http);
                });
                break;
            default:
                services.AddHttpClient<TypedSink>(client);
                services.AddSingleton<ILlmEventSink>(provider => provider.GetRequiredService<TypedSink>());
                break;
        }

        return services;
    }

    private static async Task AssertDeliversAsync(IServiceProvider services)
    {
        using var http = services.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
        (await http.SendAsync(WireSamples.Post())).Dispose();
        await LlmMonitoring.FlushAsync();

        var sink = (HookSink)services.GetServices<ILlmEventSink>().Single();
        Assert.That(sink.Called, Is.EqualTo(1));
    }

    public enum Shape
    {
        HoldsTheFactory,
        HoldsAClient,
        Typed,
    }

    /// <summary>Sends something for each event, as a web hook does.</summary>
    private class HookSink(Func<HttpClient> client) : ILlmEventSink
    {
        public int Called { get; private set; }

        public async ValueTask WriteAsync(LlmEvent callEvent, CancellationToken cancellationToken)
        {
            (await client().GetAsync(new Uri("https://hooks.example/events"), cancellationToken)).Dispose();
            Called++;
        }
    }

    private sealed class TypedSink(HttpClient http) : HookSink(() => http);
}
