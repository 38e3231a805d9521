using System.Collections.Concurrent;
using LlmHttpMetrics.Counting.CountEndpoints;
using LlmHttpMetrics.Counting.Tokens;
using LlmHttpMetrics.Diagnostics.Background;
using LlmHttpMetrics.Events;
using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Vocabulary;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Hosting;

/// <summary>
/// What the clients of a service provider share: the queue of events, the counting of tokens, prices. Options that concern all of it, and the clock,
/// are those of the client created first.
/// </summary>
internal sealed class SharedParts : IAsyncDisposable
{
    private readonly ConcurrentDictionary<LlmBudgets, bool> _budgets = [];
    private readonly LlmInstruments _instruments;
    private readonly TimeSpan _drainTimeout;
    private readonly TimeProvider _time;

    public SharedParts(IServiceProvider services, LlmInstruments instruments, LlmMonitoringOptions options, TimeProvider time, ILogger logger)
    {
        _instruments = instruments;
        _drainTimeout = options.EventQueueDrainTimeout;
        _time = time;
        foreach (var start in services.GetServices<SinkStart>())
        {
            start.Begin(services);
        }

        if (MayHaveSinks(services))
        {
            Queue = new EventQueue(new EventSinks(services.GetServices<ILlmEventSink>, instruments, time, logger), instruments, options, time);
        }

        var cache = new CountCache(time);
        CountEndpoints = CountEndpointRegistration.Create(services, cache, instruments, time, logger);
        Tokens = new TokenMeasurer(
            ServiceOptions.CounterSources(services), cache, options.Learning, services.GetService<LlmMeasurementReport>(), instruments, Queue, time, logger);
        Prices = new PriceSources(services.GetServices<IPriceSource>(), time, logger, () => instruments.Failed(Stages.Pricing));
    }

    /// <summary>The events of all clients go through one queue, in order; null where no sink is registered.</summary>
    public EventQueue? Queue { get; }

    public CountEndpointTable? CountEndpoints { get; }

    public TokenMeasurer Tokens { get; }

    public PriceSources Prices { get; }

    /// <summary>Budgets of a client; what they still have to say is waited for at the end.</summary>
    public void Add(LlmBudgets? budgets)
    {
        if (budgets is not null)
        {
            _budgets.TryAdd(budgets, true);
        }
    }

    /// <summary>Waits for what is still being measured, and then for the sinks, each as long as the options allow.</summary>
    public async ValueTask DisposeAsync()
    {
        Prices.Dispose();
        await Task.WhenAll([Tokens.DisposeAsync().AsTask(), LlmMonitoring.FlushAsync(_instruments), .. _budgets.Keys.Select(budgets => budgets.Told)])
            .EndsWithinAsync(_drainTimeout, _time).ConfigureAwait(false);
        if (Queue is { } queue)
        {
            await queue.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>A sink is registered; it is not constructed. Where the container cannot say, one may be.</summary>
    private static bool MayHaveSinks(IServiceProvider services) =>
        services.GetService<IServiceProviderIsService>()?.IsService(typeof(ILlmEventSink)) ?? true;
}
