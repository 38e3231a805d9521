using System.Collections.Concurrent;
using LlmHttpMetrics.Interception;
using LlmHttpMetrics.Interception.Neighbours;
using LlmHttpMetrics.Measurement.CountEndpoints;
using LlmHttpMetrics.Measurement.Tokens;
using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Recording;
using LlmHttpMetrics.Recording.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace LlmHttpMetrics.Registration;

/// <summary>The monitors of a service provider's clients, by name, and the queue of events they share.</summary>
internal sealed class ClientMonitors : IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(5);

    private readonly IOptionsFactory<LlmMonitoringOptions> _options;
    private readonly MonitoredConfiguration[] _configurations;
    private readonly IOptionsChangeTokenSource<LlmMonitoringOptions>[] _sources;
    private readonly HashSet<string> _names;
    private readonly bool _all;
    private readonly LlmInstruments _instruments;
    private readonly IServiceProvider _services;
    private readonly TimeProvider? _time;
    private readonly ILogger _logger;
    private readonly NeighbourWatch _neighbours;
    private readonly ConcurrentDictionary<string, Lazy<ClientMonitor>> _monitors = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<IDisposable> _subscriptions = [];
    private readonly ConcurrentDictionary<LlmBudgets, bool> _budgets = [];
    private readonly object _lock = new();
    private EventQueue? _queue;
    private TokenMeasurer? _tokens;
    private CountEndpointTable? _countEndpoints;
    private PriceSources? _prices;

    public ClientMonitors(
        IOptionsFactory<LlmMonitoringOptions> options,
        IEnumerable<MonitoredClient> clients,
        IEnumerable<MonitoredConfiguration> configurations,
        IEnumerable<IOptionsChangeTokenSource<LlmMonitoringOptions>> sources,
        LlmInstruments instruments,
        IServiceProvider services)
    {
        _options = options;
        _configurations = [.. configurations];
        _sources = [.. sources];
        _names = clients.Select(client => client.Name).OfType<string>().ToHashSet(StringComparer.Ordinal);
        _all = clients.Any(client => client.Name is null);
        _instruments = instruments;
        _services = services;
        _time = services.GetService<TimeProvider>();
        _logger = SafeLogger.Create(services.GetService<ILoggerFactory>());
        _neighbours = new NeighbourWatch(_logger);
    }

    public bool IsMonitored(string? name) => _all || (name is not null && _names.Contains(name));

    /// <summary>The client's monitor; null where it has none.</summary>
    /// <exception cref="OptionsValidationException">The options are invalid; all errors are listed.</exception>
    public ClientMonitor? For(string? name) =>
        IsMonitored(name) ? _monitors.GetOrAdd(name ?? "", key => new Lazy<ClientMonitor>(() => Create(key))).Value : null;

    public async ValueTask DisposeAsync()
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }

        _prices?.Dispose();
        if (_tokens is { } tokens)
        {
            await tokens.DisposeAsync().ConfigureAwait(false);
        }

        try
        {
            await LlmMonitoring.FlushAsync(_instruments).WaitAsync(DrainLimit).ConfigureAwait(false);
            await Task.WhenAll(_budgets.Keys.Select(budgets => budgets.Told)).WaitAsync(DrainLimit).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // A strategy or a callback of the user's takes its time, and what waits for it is lost.
        }

        if (_queue is { } queue)
        {
            await queue.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>A container disposed of synchronously has to wait here for its last events.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private ClientMonitor Create(string name)
    {
        var options = _options.Create(name);
        var time = options.TimeProvider ?? _time ?? TimeProvider.System;
        var tokens = Tokens(options, time);
        var queue = Queue(options, time);
        var statistics = new CallStatistics(
            _instruments, options.Statistics ?? _services.GetService<LlmStatistics>(), time, _services.GetService<ProviderHealthDemand>() is not null);
        var budgets = Budgets(options);
        var recorder = new CallRecorder(_instruments, queue, statistics, new CallBudgets(_instruments, budgets), time, name, tokens, _logger);
        var monitor = new ClientMonitor(recorder, Settings(options, tokens, time, name), time, _neighbours);
        foreach (var bound in _configurations.Where(bound => bound.ClientName is null || bound.ClientName == name))
        {
            _subscriptions.Add(ChangeToken.OnChange(bound.Configuration.GetReloadToken, () => Reload(monitor, name)));
        }

        // Options that the application binds by itself.
        foreach (var source in _sources.Where(source => source.Name is null || source.Name == name))
        {
            _subscriptions.Add(ChangeToken.OnChange(source.GetChangeToken, () => Reload(monitor, name)));
        }

        return monitor;
    }

    /// <summary>The budgets of a client; what they still have to tell is waited for at the end.</summary>
    private LlmBudgets? Budgets(LlmMonitoringOptions options)
    {
        var budgets = options.Budgets ?? _services.GetService<LlmBudgets>();
        if (budgets is not null)
        {
            _budgets.TryAdd(budgets, true);
        }

        return budgets;
    }

    /// <summary>
    /// The events of all clients go through one queue, in order; its capacity, and how long it may be waited for, are those of the client created first. The sinks
    /// are asked for only now: one of them may use the client factory, which needs us.
    /// </summary>
    private EventQueue? Queue(LlmMonitoringOptions options, TimeProvider time)
    {
        lock (_lock)
        {
            if (_queue is null && _services.GetServices<ILlmEventSink>().ToArray() is { Length: > 0 } sinks)
            {
                _queue = new EventQueue(sinks, _instruments, options.EventQueueCapacity, options.EventQueueWait, time);
            }

            return _queue;
        }
    }

    /// <summary>What counts tokens for all clients; the clock and what is remembered are those of the client created first.</summary>
    private TokenMeasurer Tokens(LlmMonitoringOptions options, TimeProvider time)
    {
        lock (_lock)
        {
            if (_tokens is null)
            {
                var cache = new CountCache(time);
                _countEndpoints = CountEndpointRegistration.Create(_services, cache, _instruments, time, _logger);
                _tokens = new TokenMeasurer(
                    ServiceOptions.CounterSources(_services), cache, options.Learning, _services.GetService<LlmMeasurementReport>(), _instruments, Queue(options, time), time, _logger);
            }

            return _tokens;
        }
    }

    /// <summary>What the clients share of prices; the clock is that of the client created first.</summary>
    private PriceSources Prices(TimeProvider time)
    {
        lock (_lock)
        {
            return _prices ??= new PriceSources(_services.GetServices<IPriceSource>(), time, _logger);
        }
    }

    private MonitorSettings Settings(LlmMonitoringOptions options, TokenMeasurer tokens, TimeProvider time, string name)
    {
        MonitorSettings settings = new(
            options, tokens.IsActive, Prices(time).For(options.Pricing), _countEndpoints, hasSinks: Queue(options, time) is not null, tokens.Compares);
        foreach (var (rule, earlier) in settings.Strategies.Unreachable())
        {
            Log.RuleUnreachable(_logger, name, rule, earlier);
        }

        return settings;
    }

    private void Reload(ClientMonitor monitor, string name)
    {
        try
        {
            monitor.Settings = Settings(_options.Create(name), _tokens!, monitor.Time, name);
        }
        catch (OptionsValidationException e)
        {
            Log.ReloadIgnored(_logger, name, string.Join(" ", e.Failures));
        }
        catch (Exception e)
        {
            // A callback of the application's threw; what reloads the configuration must not fail for it.
            Log.ReloadIgnored(_logger, name, e.Message);
        }
    }
}
