using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using LlmHttpMetrics.Counting;
using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Telemetry.Health;

namespace LlmHttpMetrics.Telemetry;

/// <summary>The meters and instruments of one service provider, or of the process for handlers without one.</summary>
internal sealed class LlmInstruments : IDisposable
{
    /// <summary>For handlers created without a service provider.</summary>
    public static readonly LlmInstruments Static = new(factory: null);

    private static readonly ConcurrentDictionary<string, LlmInstruments> StaticByTags = new(StringComparer.Ordinal);

    private readonly LlmMeters _meters;

    /// <param name="factory">The meter factory; null to create meters without one.</param>
    /// <param name="time">Returns the clock for the health of providers, called on first use; null for the system clock.</param>
    /// <param name="constantTags">Returns the constant tags, called on first use; it returns null while they are not known.</param>
    public LlmInstruments(IMeterFactory? factory, Func<TimeProvider>? time = null, Func<IEnumerable<KeyValuePair<string, string>>?>? constantTags = null)
    {
        _meters = new LlmMeters(factory, constantTags ?? (static () => []));
        Faults = new FaultCounter(Meter);
        Faults.Cover(_meters.Lite);
        TagLimits = new TagLimits(Meter);
        EventsDropped = Meter.CreateCounter<long>(LlmInstrumentNames.EventsDropped, "{event}", "Events dropped because the queue was full.");
        Counting = new CountingInstruments(Meter);
        V1 = new V1Metrics(Meter);
        Latest = new LatestMetrics(Meter);
        Lite = new LiteMetrics(_meters.Lite);
        Requests = new RequestMetrics(Meter);
        Attempts = new AttemptMetrics(Meter);
        Health = new ProviderHealth(Meter, time ?? (static () => TimeProvider.System));
        Own =
        [
            Requests, Attempts, new TokenMetrics(Meter), new AnomalyMetrics(Meter), new CapacityMetrics(Meter), new CostMetrics(Meter),
            new StreamMetrics(Meter), new RateLimitMetrics(Meter), new FallbackMetrics(Meter), Health,
        ];
        Strategies = new StrategyMetrics(Meter, TagLimits);
    }

    /// <summary>The meter <see cref="LlmTelemetry.MeterName"/>.</summary>
    public Meter Meter => _meters.Own;

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

    /// <summary>The constant tags, once they are known; they are added to the meters on first use.</summary>
    public ReadOnlySpan<KeyValuePair<string, object?>> ConstantTags => _meters.ConstantTags;

    /// <summary>The instruments of handlers without a service provider that have these constant tags: one instance per set of tags.</summary>
    public static LlmInstruments StaticWith(IDictionary<string, string> constantTags) => constantTags.Count == 0
        ? Static
        : StaticByTags.GetOrAdd(
            string.Join('\n', constantTags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}")),
            static (_, tags) => new LlmInstruments(factory: null, constantTags: () => tags),
            constantTags.ToArray());

    public void Dispose() => _meters.Dispose();
}
