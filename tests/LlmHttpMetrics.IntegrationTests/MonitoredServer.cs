using LlmHttpMetrics.IntegrationTests.MockProviders;
using LlmHttpMetrics.MockProviders;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.IntegrationTests;

/// <summary>A mock server, and a monitored client of a factory that talks to it.</summary>
internal sealed class MonitoredServer : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly ActivityRecorder _spans = new();

    private MonitoredServer(
        MockProviderServer server,
        Action<HttpClient>? client,
        Action<SocketsHttpHandler>? transport,
        Action<LlmMonitoringOptions>? configure,
        Action<IHttpClientBuilder>? builder)
    {
        Server = server;
        ServiceCollection services = new();
        services.AddMetrics();
        services.AddSingleton<ILlmEventSink>(Sink);
        services.AddLogging(CollectingLogger.SearchOurs);
        var http = services.AddHttpClient("llm", c =>
        {
            c.BaseAddress = server.BaseAddress;
            foreach (var (name, value) in Canary.RequestHeaders)
            {
                c.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
            }

            client?.Invoke(c);
        });
        http.ConfigurePrimaryHttpMessageHandler(() =>
        {
            SocketsHttpHandler handler = new();
            transport?.Invoke(handler);
            return handler;
        });
        builder?.Invoke(http);
        http.AddLlmMonitoring(configure ?? (_ => { }));
        _services = services.BuildServiceProvider();
        Recorder = new MeasurementRecorder(_services);
        Http = _services.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
    }

    public MockProviderServer Server { get; }

    public IServiceProvider Services => _services;

    public CollectingSink Sink { get; } = new();

    public MeasurementRecorder Recorder { get; }

    public HttpClient Http { get; }

    public string? Outcome => (string?)Recorder.Only(LlmInstrumentNames.Requests).Tag(LlmTagNames.Outcome);

    public object? ErrorType => Recorder.Only(LlmInstrumentNames.Requests).Tag(LlmTagNames.ErrorType);

    public static async Task<MonitoredServer> StartAsync(
        MockReply? reply = null,
        MockProviderOptions? options = null,
        Action<HttpClient>? client = null,
        Action<SocketsHttpHandler>? transport = null,
        Action<LlmMonitoringOptions>? configure = null,
        Action<IHttpClientBuilder>? builder = null)
    {
        var server = await MockProviderServer.StartAsync(options);
        if (reply is not null)
        {
            server.Reply(reply);
        }

        return new MonitoredServer(server, client, transport, configure, builder);
    }

    public Task<HttpResponseMessage> SendAsync(string path, string json, CancellationToken cancellationToken = default) =>
        Http.SendAsync(Ask.Post(path, json), HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    public async Task<LlmEvent> EventAsync()
    {
        await LlmMonitoring.FlushAsync();
        return Sink.Only;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Recorder.Dispose();
        _spans.Dispose();
        await _services.DisposeAsync();
        await Server.DisposeAsync();
    }
}
