using System.Collections.Frozen;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Counting;
using LlmHttpMetrics.Counting.CountEndpoints;
using LlmHttpMetrics.Counting.Custom;
using LlmHttpMetrics.Counting.Learning;
using LlmHttpMetrics.Counting.Tokens;
using LlmHttpMetrics.Diagnostics.Background;
using LlmHttpMetrics.Events;
using LlmHttpMetrics.Interception.Upstream;
using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LlmHttpMetrics.Hosting;

/// <summary>What the clients of a service provider share, or what a handler has that was made without one.</summary>
internal sealed class CompositionRoot : IPendingWork, IAsyncDisposable
{
    private readonly TimeSpan _drainTimeout;

    /// <summary>For a handler that was made without a service provider.</summary>
    public CompositionRoot(LlmSharedMonitoringOptions shared, TimeProvider time)
        : this(LlmInstruments.StaticWith(shared.Tags.ConstantTags), shared, time, NullLogger.Instance)
    {
        Tokens = TokenQueue([], new CountCache(time), report: null);
        Prices = new PriceSources([], Time, Logger, () => Instruments.Faults.Failed(Stages.Pricing));
    }

    public CompositionRoot(IServiceProvider services, LlmInstruments instruments, LlmSharedMonitoringOptions shared, TimeProvider time, ILogger logger)
        : this(instruments, shared, time, logger)
    {
        foreach (var start in services.GetServices<SinkStart>())
        {
            start.Begin(services);
        }

        if (MayHaveSinks(services))
        {
            EventSinks sinks = new(services.GetServices<ILlmEventSink>, instruments.Faults, time, logger);
            EventQueueLimits limits = new(shared.EventQueue.Capacity, shared.EventQueue.Wait, shared.EventQueue.DrainTimeout);
            Queue = new EventQueue(sinks, instruments.Faults, instruments.EventsDropped, limits, time);
        }

        var cache = new CountCache(time);
        CountEndpoints = CountEndpointRegistration.Create(services, cache, instruments, time, logger);
        Tokens = TokenQueue(ServiceOptions.CounterSources(services), cache, services.GetService<LlmMeasurementReport>());
        Prices = new PriceSources(services.GetServices<IPriceSource>(), time, logger, () => instruments.Faults.Failed(Stages.Pricing));
        Consumers = [.. services.GetServices<ICallConsumer>()];
    }

    private CompositionRoot(LlmInstruments instruments, LlmSharedMonitoringOptions shared, TimeProvider time, ILogger logger)
    {
        Instruments = instruments;
        Logger = logger;
        UnknownReasons = new UnknownReasonLog(logger);
        Upstream = new UpstreamDetector(logger);
        Time = time;
        _drainTimeout = shared.EventQueue.DrainTimeout;
        Shared = shared;
        ConstantTags = shared.Tags.ConstantTags.ToFrozenDictionary(StringComparer.Ordinal);
        Tokens = null!;
        Prices = null!;
    }

    /// <summary>The options that all clients share, as they were last valid.</summary>
    public LlmSharedMonitoringOptions Shared { get; set; }

    /// <summary>Tags that are on everything. They stay what they were at the start, since figures have been published with them.</summary>
    public FrozenDictionary<string, string> ConstantTags { get; }

    /// <summary>The clock of what the clients share.</summary>
    public TimeProvider Time { get; }

    public LlmInstruments Instruments { get; }

    public ILogger Logger { get; }

    /// <summary>The events of all clients go through one queue, in order; null where no sink is registered.</summary>
    public EventQueue? Queue { get; }

    public CountEndpointTable? CountEndpoints { get; }

    public TokenCountQueue Tokens { get; }

    public PriceSources Prices { get; }

    /// <summary>Views of calls that are registered as services.</summary>
    public IReadOnlyList<ICallConsumer> Consumers { get; } = [];

    public UnknownReasonLog UnknownReasons { get; }

    /// <summary>Finds other instrumentation that measures the same calls.</summary>
    public UpstreamDetector Upstream { get; }

    /// <summary>Calls that strategies of the application are measuring.</summary>
    public OpenMeasurements Measurements { get; } = new();

    /// <summary>Calls whose usage comes later.</summary>
    public LateUsage Late { get; } = new();

    /// <summary>Waits for what is still being measured, and then for the sinks.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await FlushMeasurementsAsync(cancellationToken).ConfigureAwait(false);
        if (Queue is { } queue)
        {
            await queue.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for what is still being measured, and then for the sinks, each as long as the options allow.</summary>
    public async ValueTask DisposeAsync()
    {
        LlmMonitoring.Untrack(this);
        Prices.Dispose();
        await Task.WhenAll(Tokens.DisposeAsync().AsTask(), FlushMeasurementsAsync(CancellationToken.None))
            .EndsWithinAsync(_drainTimeout, Time)
            .ConfigureAwait(false);
        if (Queue is { } queue)
        {
            await queue.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task FlushMeasurementsAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(Tokens.FlushAsync(cancellationToken), Measurements.FlushAsync(cancellationToken)).ConfigureAwait(false);
        await Task.WhenAll(Consumers.OfType<IPendingWork>().Select(work => work.FlushAsync(cancellationToken))).ConfigureAwait(false);
    }

    private TokenCountQueue TokenQueue(ITokenCounterSource[] sources, CountCache cache, LlmMeasurementReport? report)
    {
        LearnedCounts learned = new(Shared.Learning.MaxModels);
        Estimator estimator = new(learned, new LearnedStore(Shared.Learning.Path, learned, Instruments.Faults, Logger));
        TextCounter texts = new(cache, Instruments.Counting, Time);
        return new TokenCountQueue(new Tokenizers(sources), texts, estimator, report, Instruments.Faults, Time, Logger);
    }

    /// <summary>A sink is registered; it is not constructed. Where the container cannot say, one may be.</summary>
    private static bool MayHaveSinks(IServiceProvider services) =>
        services.GetService<IServiceProviderIsService>()?.IsService(typeof(ILlmEventSink)) ?? true;
}
