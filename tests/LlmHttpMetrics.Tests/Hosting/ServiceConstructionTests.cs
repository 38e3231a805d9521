using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace LlmHttpMetrics.Tests.Hosting;

/// <summary>Services of the application's that the monitoring needs and that themselves need a monitored client, and options that were wrong once.</summary>
public sealed class ServiceConstructionTests
{
    private static readonly Uri Address = new(WireSamples.OpenAiChat);

    [Test]
    public async Task Service_WhoseConstructorCreatesAClient_WorksAndIsWarnedOf([Values("llm", "other")] string name, [Values] Kind kind)
    {
        CollectingLogger logger = new();
        HttpClient? own = null;
        await using var services = Services(logger, (collection, create) => Register(collection, kind, provider => own = create(provider, name)));
        using MeasurementRecorder recorder = new(services);

        using var http = services.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
        await SendAsync(http);
        await SendAsync(own!);

        Assert.That(recorder.Sum(LlmInstrumentNames.Requests), Is.EqualTo(2), "its own calls are measured too");
        Assert.That(recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Empty);
        var warning = logger.Entries.Single(entry => entry.Level == LogLevel.Warning).Text;
        Assert.That(warning, Does.StartWith($"The client '{name}' was created by the constructor of a service that the monitoring of client 'llm' needs"));
    }

    [Test]
    public async Task PriceSource_WhoseConstructorCreatesAClient_Prices()
    {
        await using var services = Services(
            new CollectingLogger(), (collection, create) => Register(collection, Kind.PriceSource, provider => create(provider, "llm")));
        using MeasurementRecorder recorder = new(services);

        using var http = services.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
        await SendAsync(http);

        Assert.That(recorder.Sum(LlmInstrumentNames.Cost), Is.EqualTo(18).Within(1e-9));
    }

    [Test]
    public async Task LoggerProvider_ThatTakesTheFactory_Works()
    {
        ServiceCollection collection = new();
        collection.AddMetrics();
        collection.AddLogging();
        collection.AddSingleton<ILoggerProvider>(provider =>
        {
            _ = provider.GetRequiredService<IHttpClientFactory>();
            return new CollectingLogger();
        });
        collection.ConfigureHttpClientDefaults(Monitor);
        await using var services = collection.BuildServiceProvider();
        using MeasurementRecorder recorder = new(services);

        Assert.That(services.GetRequiredService<ILoggerFactory>().CreateLogger("application").IsEnabled(LogLevel.Information), Is.True);
        using var http = services.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
        await SendAsync(http);

        Assert.That(recorder.Sum(LlmInstrumentNames.Requests), Is.EqualTo(1));
    }

    [Test]
    public async Task Options_WrongOnce_AreReadAnewForTheNextClient()
    {
        var most = 0;
        ServiceCollection collection = new();
        collection.AddMetrics();
        collection.AddHttpClient("llm").ConfigurePrimaryHttpMessageHandler(() => new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)))
            .AddLlmMonitoring(options => options.MaxRetainedInput = most);
        await using var services = collection.BuildServiceProvider();
        using MeasurementRecorder recorder = new(services);
        var factory = services.GetRequiredService<IHttpClientFactory>();
        Assert.That(() => factory.CreateClient("llm"), Throws.InstanceOf<OptionsValidationException>());
        Assert.That(() => factory.CreateClient("llm"), Throws.InstanceOf<OptionsValidationException>());

        most = 65_536;
        using var http = factory.CreateClient("llm");
        await SendAsync(http);

        Assert.That(recorder.Sum(LlmInstrumentNames.Requests), Is.EqualTo(1));
    }

    [Test]
    public async Task EventLog_WhoseOptionsWereWrongOnce_IsMadeForTheNextClient()
    {
        using TemporaryFolder folder = new();
        var size = 0L;
        ServiceCollection collection = new();
        collection.AddMetrics();
        collection.AddLlmEventLog(options => (options.Folder, options.MaxFileSize) = (folder.Path, size));
        collection.AddHttpClient("llm")
            .ConfigurePrimaryHttpMessageHandler(() => new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)))
            .AddLlmMonitoring();
        await using var services = collection.BuildServiceProvider();
        var factory = services.GetRequiredService<IHttpClientFactory>();
        Assert.That(() => factory.CreateClient("llm"), Throws.InstanceOf<OptionsValidationException>());

        size = 1_000_000;
        using var http = factory.CreateClient("llm");
        await SendAsync(http);
        await LlmMonitoring.FlushAsync();

        Assert.That(await new LlmEventReader().ReadAsync(folder.Path).ToListAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Handler_OfWrongOptions_SendsUnmeasuredUntilTheyAreRight()
    {
        CollectingLogger logger = new();
        ManualTimeProvider time = new();
        var most = 0;
        ServiceCollection collection = new();
        collection.AddMetrics();
        collection.AddSingleton<TimeProvider>(time);
        collection.AddLogging(logging => logging.AddProvider(logger));
        collection.AddHttpClient("llm").ConfigurePrimaryHttpMessageHandler(() => new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)))
            .AddLlmMonitoring(options => options.MaxRetainedInput = most);
        await using var services = collection.BuildServiceProvider();
        using MeasurementRecorder recorder = new(services);
        using HttpClient http = new(services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("llm"));

        await SendAsync(http);
        await SendAsync(http);
        Assert.That(recorder.Sum(LlmInstrumentNames.MeasurementFailures, (LlmTagNames.Stage, "begin")), Is.EqualTo(1));
        Assert.That(
            logger.Entries.Single(entry => entry.Level == LogLevel.Error).Text,
            Does.StartWith("Calls of client 'llm' are not measured").And.Contain("MaxRetainedInput"));

        most = 65_536;
        time.Advance(TimeSpan.FromSeconds(5));
        await SendAsync(http);
        Assert.That(recorder.Sum(LlmInstrumentNames.Requests), Is.EqualTo(1));
    }

    private static void Register(IServiceCollection services, Kind kind, Action<IServiceProvider> createClient)
    {
        switch (kind)
        {
            case Kind.PriceSource:
                services.AddSingleton<IPriceSource>(provider => Created(provider, createClient, new FixedSource()));
                break;
            case Kind.Strategy:
                services.AddSingleton<IMeasurementStrategy>(provider => Created(provider, createClient, new NoStrategy()));
                break;
            default:
                services.AddSingleton<ITokenCounterSource>(provider => Created(provider, createClient, new Counting.Tokens.WordCounter()));
                break;
        }
    }

    private static T Created<T>(IServiceProvider provider, Action<IServiceProvider> createClient, T service)
    {
        createClient(provider);
        return service;
    }

    private static ServiceProvider Services(CollectingLogger logger, Action<IServiceCollection, Func<IServiceProvider, string, HttpClient>> register)
    {
        ServiceCollection collection = new();
        collection.AddMetrics();
        collection.AddLogging(logging => logging.AddProvider(logger));
        collection.ConfigureHttpClientDefaults(Monitor);
        register(collection, (provider, name) => provider.GetRequiredService<IHttpClientFactory>().CreateClient(name));
        return collection.BuildServiceProvider();
    }

    private static void Monitor(IHttpClientBuilder defaults) =>
        defaults.ConfigurePrimaryHttpMessageHandler(() => new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer))).AddLlmMonitoring();

    private static async Task SendAsync(HttpClient http)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, Address) { Content = WireSamples.Json(WireSamples.ChatRequest) };
        (await http.SendAsync(request)).Dispose();
    }

    public enum Kind
    {
        PriceSource,
        Strategy,
        CounterSource,
    }

    private sealed class FixedSource : IPriceSource
    {
        public string Name => "fixed";

        public IEnumerable<LlmPrice> GetPrices() =>
            [new LlmPrice { Provider = "openai", Model = "gpt-5-mini*", Currency = "USD", Source = "agreed", Input = 1_000_000, Output = 1_000_000 }];

        public IChangeToken? GetChangeToken() => null;
    }

    private sealed class NoStrategy : IMeasurementStrategy
    {
        public string Name => "none";

        public ITextMeasurement Begin(LlmMeasuredCall call) => throw new NotSupportedException();
    }
}
