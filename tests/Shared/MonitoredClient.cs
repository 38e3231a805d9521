using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.TestUtilities;

/// <summary>A monitored client of a factory over a stub, and what was measured.</summary>
public sealed class MonitoredClient : IAsyncDisposable, IDisposable
{
    public const string Name = "llm";

    /// <param name="primary">The handler that stands for the network.</param>
    /// <param name="configure">The monitoring's options.</param>
    /// <param name="client">More of the client, such as handlers in between.</param>
    /// <param name="services">More services.</param>
    /// <param name="listenTo">Which instruments are listened to; null for all.</param>
    /// <param name="shared">The options that all clients share.</param>
    public MonitoredClient(
        HttpMessageHandler primary,
        Action<LlmMonitoringOptions>? configure = null,
        Action<IHttpClientBuilder>? client = null,
        Action<IServiceCollection>? services = null,
        Func<string, bool>? listenTo = null,
        Action<LlmSharedMonitoringOptions>? shared = null)
    {
        ServiceCollection collection = new();
        collection.AddMetrics();
        collection.AddSingleton<TimeProvider>(Time);
        collection.AddSingleton<ILlmEventSink>(Sink);
        collection.AddLogging(CollectingLogger.SearchOurs);
        services?.Invoke(collection);
        if (shared is not null)
        {
            collection.ConfigureLlmMonitoring(shared);
        }

        var builder = collection.AddHttpClient(Name).ConfigurePrimaryHttpMessageHandler(() => primary);
        client?.Invoke(builder);
        _ = configure is null ? builder.AddLlmMonitoring() : builder.AddLlmMonitoring(configure);
        Services = collection.BuildServiceProvider();
        Recorder = new MeasurementRecorder(Services, listenTo);
        Http = Services.GetRequiredService<IHttpClientFactory>().CreateClient(Name);
    }

    /// <summary>With the options that all clients share.</summary>
    public MonitoredClient(
        HttpMessageHandler primary,
        Action<LlmSharedMonitoringOptions> shared,
        Action<IHttpClientBuilder>? client = null,
        Action<IServiceCollection>? services = null,
        Func<string, bool>? listenTo = null)
        : this(primary, configure: null, client, services, listenTo, shared)
    {
    }

    /// <summary>Over a function, with the options that all clients share.</summary>
    public MonitoredClient(Func<HttpRequestMessage, HttpResponseMessage> respond, Action<LlmSharedMonitoringOptions> shared)
        : this(new StubHandler(respond), shared)
    {
    }

    /// <summary>Over a function.</summary>
    public MonitoredClient(Func<HttpRequestMessage, HttpResponseMessage> respond, Action<LlmMonitoringOptions>? configure = null)
        : this(new StubHandler(respond), configure)
    {
    }

    public ManualTimeProvider Time { get; } = new();

    public CollectingSink Sink { get; } = new();

    public ServiceProvider Services { get; }

    public MeasurementRecorder Recorder { get; }

    public HttpClient Http { get; }

    /// <summary>The one event, once the sink has got it.</summary>
    public async Task<LlmEvent> EventAsync()
    {
        await LlmMonitoring.FlushAsync();
        return Sink.Only;
    }

    /// <summary>How the only call ended, by the counter of requests.</summary>
    public string? Outcome => (string?)Recorder.Only(LlmInstrumentNames.Requests).Tag(LlmTagNames.Outcome);

    public object? ErrorType => Recorder.Only(LlmInstrumentNames.Requests).Tag(LlmTagNames.ErrorType);

    public void Dispose()
    {
        Http.Dispose();
        Recorder.Dispose();
        Services.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Recorder.Dispose();
        await Services.DisposeAsync();
    }
}
