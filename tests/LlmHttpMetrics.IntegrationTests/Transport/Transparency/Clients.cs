using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.IntegrationTests.Transport.Transparency;

/// <summary>The bare client, and monitored ones over a handler of the same settings: of one layer, and of two with a handler in between.</summary>
internal sealed class Clients : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly MeasurementRecorder _recorder;

    public Clients()
    {
        ServiceCollection services = new();
        services.AddMetrics();
        Add(services, nameof(OneLayer));
        Add(services, nameof(TwoLayers)).AddHttpMessageHandler(() => new PassOn());
        _services = services.BuildServiceProvider();
        _recorder = new MeasurementRecorder(_services);
        var factory = _services.GetRequiredService<IHttpClientFactory>();
        OneLayer = factory.CreateClient(nameof(OneLayer));
        TwoLayers = factory.CreateClient(nameof(TwoLayers));
    }

    public HttpClient Bare { get; } = new(Primary());

    public HttpClient OneLayer { get; }

    public HttpClient TwoLayers { get; }

    /// <summary>Calls measured so far.</summary>
    public int Measured => _recorder.Of(LlmInstrumentNames.Requests).Count;

    public int Faults => _recorder.Of(LlmInstrumentNames.MeasurementFailures).Count;

    public async ValueTask DisposeAsync()
    {
        Bare.Dispose();
        OneLayer.Dispose();
        TwoLayers.Dispose();
        _recorder.Dispose();
        await _services.DisposeAsync();
    }

    private static IHttpClientBuilder Add(IServiceCollection services, string name) => services.AddHttpClient(name)
        .RemoveAllLoggers()
        .ConfigurePrimaryHttpMessageHandler(Primary)
        .AddLlmMonitoring(options => options.Provider = "openai");

    private static SocketsHttpHandler Primary() => new()
    {
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.GZip,
        Credentials = new NetworkCredential("user", Canary.Secret),
        Expect100ContinueTimeout = Timeout.InfiniteTimeSpan,

        // An answer that is disposed of closes its connection at once, and is not first read on in the background.
        MaxResponseDrainSize = 0,
        ResponseDrainTimeout = TimeSpan.Zero,
    };

    private sealed class PassOn : DelegatingHandler;
}
