using System.Diagnostics.Metrics;
using System.Reflection;
using LlmHttpMetrics.Counting;
using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Telemetry.Health;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Telemetry;

/// <summary>The meters and instruments of one service provider, or of the process for handlers without one.</summary>
internal sealed class LlmInstruments : IDisposable
{
    public static readonly string? Version =
        typeof(LlmInstruments).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    /// <summary>For handlers created without a service provider.</summary>
    public static readonly LlmInstruments Static = new(factory: null);

    private readonly Meter[] _ownMeters;

    /// <param name="factory">The factory that creates the meters; null to create them directly.</param>
    /// <param name="time">The clock for the health of providers; null for the system clock.</param>
    public LlmInstruments(IMeterFactory? factory, TimeProvider? time = null)
    {
        Meter = Create(factory, LlmTelemetry.MeterName);
        var lite = Create(factory, LlmTelemetry.LiteMeterName);
        _ownMeters = factory is null ? [Meter, lite] : [];
        Faults = new FaultCounter(Meter);
        Faults.Cover(lite);
        TagLimits = new TagLimits(Meter);
        EventsDropped = Meter.CreateCounter<long>(LlmInstrumentNames.EventsDropped, "{event}", "Events dropped because the queue was full.");
        Counting = new CountingInstruments(Meter);
        V1 = new V1Metrics(Meter);
        Latest = new LatestMetrics(Meter);
        Lite = new LiteMetrics(lite);
        Requests = new RequestMetrics(Meter);
        Attempts = new AttemptMetrics(Meter);
        Health = new ProviderHealth(Meter, time ?? TimeProvider.System);
        Own =
        [
            Requests, Attempts, new TokenMetrics(Meter), new AnomalyMetrics(Meter), new CapacityMetrics(Meter), new CostMetrics(Meter),
            new StreamMetrics(Meter), new RateLimitMetrics(Meter), new FallbackMetrics(Meter), Health,
        ];
        Strategies = new StrategyMetrics(Meter, TagLimits);
    }

    /// <summary>The meter <see cref="LlmTelemetry.MeterName"/>.</summary>
    public Meter Meter { get; }

    /// <summary>Counts internal faults.</summary>
    public FaultCounter Faults { get; }

    /// <summary>The values that tags have had.</summary>
    public TagLimits TagLimits { get; }

    public Counter<long> EventsDropped { get; }

    /// <summary>The instruments with which token counting reports on itself.</summary>
    public CountingInstruments Counting { get; }

    /// <summary>Metrics of convention v1.41.</summary>
    public V1Metrics V1 { get; }

    /// <summary>Metrics of the conventions v0.1.</summary>
    public LatestMetrics Latest { get; }

    /// <summary>The metrics of the meter for dotnet-counters.</summary>
    public LiteMetrics Lite { get; }

    public RequestMetrics Requests { get; }

    public AttemptMetrics Attempts { get; }

    /// <summary>Values of the application's strategies.</summary>
    public StrategyMetrics Strategies { get; }

    /// <summary>The health of the providers.</summary>
    public ProviderHealth Health { get; }

    /// <summary>Our own metrics, which do not depend on a client's options.</summary>
    public Calls.ICallConsumer[] Own { get; }

    public void Dispose()
    {
        foreach (var meter in _ownMeters)
        {
            meter.Dispose();
        }
    }

    /// <summary>Creates a histogram of seconds with the buckets of the conventions.</summary>
    public static Histogram<double> Seconds(Meter meter, string name, string description) =>
        meter.CreateHistogram(name, "s", description, tags: null, Buckets.Seconds);

    /// <summary>Creates a histogram of tokens with the buckets of the conventions.</summary>
    public static Histogram<int> TokenHistogram(Meter meter, string name, string description) =>
        meter.CreateHistogram(name, "{token}", description, tags: null, Buckets.Tokens);

    private static Meter Create(IMeterFactory? factory, string name)
    {
        // A meter serves all clients, so it has the schema of the process, although clients may follow other conventions.
        var options = new MeterOptions(name) { Version = Version, TelemetrySchemaUrl = ConventionSchemas.UrlOf(ConventionOptIn.Default) };
        return factory?.Create(options) ?? new Meter(options);
    }
}
