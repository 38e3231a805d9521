using System.Diagnostics.Metrics;
using LlmHttpMetrics.Reading;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.IntegrationTests.Conformance;

/// <summary>A monitored client over a replayed network, and everything it publishes.</summary>
internal sealed class Bench : ILlmEventSink, IAsyncDisposable
{
    private const string ClientName = "replayed";

    private readonly ServiceProvider _services;
    private readonly MeterListener _listener = new();
    private readonly List<AnswerText> _texts = [];
    private readonly ActivityRecorder _spans = new();

    /// <param name="configuration">The monitoring's options; null for the defaults.</param>
    /// <param name="more">More services.</param>
    public Bench(IConfiguration? configuration = null, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        more?.Invoke(services);
        services.AddSingleton<ILlmEventSink>(this);
        services.AddSingleton<TimeProvider>(new TimerlessClock());
        services.AddLogging(CollectingLogger.SearchOurs);
        var client = services.AddHttpClient(ClientName).ConfigurePrimaryHttpMessageHandler(() => Network);
        _ = configuration is null ? client.AddLlmMonitoring() : client.AddLlmMonitoring(configuration);
        services.Configure<LlmMonitoringOptions>(ClientName, options => options.TextSink = NewText);
        _services = services.BuildServiceProvider();
        Meters = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == LlmTelemetry.MeterName && instrument.Meter.Scope == Meters)
            {
                LeakSearch.OfTheRun.Instrument(instrument);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
        Client = _services.GetRequiredService<IHttpClientFactory>().CreateClient(ClientName);
    }

    public ReplayHandler Network { get; } = new();

    /// <summary>The scope of its meters.</summary>
    public IMeterFactory Meters { get; }

    public HttpClient Client { get; }

    public List<LlmEvent> Events { get; } = [];

    public List<Measured> Measured { get; } = [];

    /// <summary>The text of the last answer: the request's collector comes first.</summary>
    public AnswerText Answer => _texts[^1];

    public void Clear()
    {
        Events.Clear();
        Measured.Clear();
        _texts.Clear();
    }

    public ValueTask WriteAsync(LlmEvent callEvent, CancellationToken cancellationToken)
    {
        LeakSearch.OfTheRun.Event(callEvent);
        Events.Add(callEvent);
        return default;
    }

    public ValueTask DisposeAsync()
    {
        _spans.Dispose();
        _listener.Dispose();
        return _services.DisposeAsync();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        LeakSearch.OfTheRun.Measurement(instrument, tags);
        Measured.Add(new(instrument.Name, value, tags.ToArray()));
    }

    private ITextSink NewText()
    {
        _texts.Add(new AnswerText());
        return _texts[^1];
    }
}
