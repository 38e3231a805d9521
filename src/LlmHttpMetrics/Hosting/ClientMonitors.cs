using System.Collections.Concurrent;
using LlmHttpMetrics.Diagnostics.Background;
using LlmHttpMetrics.Diagnostics.Logging;
using LlmHttpMetrics.Hosting.Validation;
using LlmHttpMetrics.Interception;
using LlmHttpMetrics.Interception.Upstream;
using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Vocabulary;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Hosting;

/// <summary>The monitors of a service provider's clients, by name, and what they share.</summary>
/// <remarks>
/// A monitor needs services of the application's, which may use the client factory themselves. So one is made after the factory has built the
/// client's handler, no lock is held meanwhile, and a client that such a service asks for in its constructor gets its monitor later.
/// </remarks>
internal sealed class ClientMonitors : IAsyncDisposable, IDisposable
{
    /// <summary>How long to wait, once a monitor could not be made for a call, until it is attempted again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly SharedOptions _shared;
    private readonly MonitoredConfiguration[] _configurations;
    private readonly HashSet<string> _names;
    private readonly bool _all;
    private readonly LlmInstruments _instruments;
    private readonly IServiceProvider _services;
    private readonly MonitoringLogger _logger;
    private readonly UpstreamDetector _upstream;
    private readonly BackgroundWork _background;
    private readonly ConcurrentDictionary<string, (ClientMonitor Monitor, ClientComposition Composition)> _monitors = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TimeSpan> _timeouts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _failed = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<IDisposable> _subscriptions = [];
    private readonly AsyncLocal<MonitorCreation?> _creation = new();
    private CompositionRoot? _root;

    public ClientMonitors(
        IEnumerable<MonitoredClient> clients,
        IEnumerable<MonitoredConfiguration> configurations,
        SharedOptions shared,
        LlmInstruments instruments,
        MonitoringLogger logger,
        IServiceProvider services)
    {
        _shared = shared;
        _configurations = [.. configurations];
        _names = clients.Select(client => client.Name).OfType<string>().ToHashSet(StringComparer.Ordinal);
        _all = clients.Any(client => client.Name is null);
        _instruments = instruments;
        _services = services;
        _logger = logger;
        _upstream = new UpstreamDetector(logger);
        _background = new BackgroundWork(() => instruments.Faults.Failed(Stages.Reload));
    }

    public bool IsMonitored(string? name) => _all || (name is not null && _names.Contains(name));

    /// <summary>Has the client's monitor made, and lets it know the client's timeout.</summary>
    /// <exception cref="OptionsValidationException">The options are invalid; all errors are listed. The next client is given what they are then.</exception>
    public void OnCreated(string? name, TimeSpan timeout)
    {
        _timeouts[name ?? ""] = timeout;
        For(name)?.SetClientTimeout(timeout);
    }

    /// <summary>Where a handler of the client finds its monitor.</summary>
    public MonitorSlot Slot(string? name) => new(() => Find(name ?? ""));

    public async ValueTask DisposeAsync()
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }

        if (_root is { } root)
        {
            await root.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>A container disposed of synchronously has to wait here for its last events.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>The client's monitor; null where a service that a monitor needs asks for it while it is being constructed.</summary>
    private ClientMonitor? For(string? name)
    {
        var key = name ?? "";
        if (_monitors.TryGetValue(key, out var known))
        {
            return known.Monitor;
        }

        if (_creation.Value is { IsOver: false } outer)
        {
            outer.AskedFor(key);
            return null;
        }

        MonitorCreation creation = new(_logger, key);
        _creation.Value = creation;
        try
        {
            return Make(key);
        }
        finally
        {
            creation.End();
            _creation.Value = null;
        }
    }

    /// <summary>The monitor of a client that is being used. A call is not refused for want of one: it passes unmeasured, and the fault is counted.</summary>
    private ClientMonitor? Find(string name)
    {
        try
        {
            return _failed.TryGetValue(name, out var failed) && Clock.GetElapsedTime(failed) < Pause ? null : For(name);
        }
        catch (Exception e)
        {
            _failed[name] = Clock.GetTimestamp();
            _instruments.Faults.Failed(Stages.Begin);
            Log.NotMonitored(_logger, name, e.Message);
            return null;
        }
    }

    /// <summary>The clock of failed attempts, which must not need options that are invalid.</summary>
    private TimeProvider Clock => _root?.Time ?? _shared.ClockOf(null);

    private ClientMonitor Make(string name)
    {
        var (options, shared) = Options(name);
        var root = Root(shared);
        var time = options.TimeProvider ?? root.Time;
        CallRecorder recorder = new(_instruments.Attempts, root.Late, _instruments.Faults, time);
        ClientComposition composition = new(root, name, time);
        ClientMonitor made = new(recorder, composition.Of(options), time, _upstream);
        var monitor = _monitors.GetOrAdd(name, (made, composition)).Monitor;
        if (ReferenceEquals(monitor, made))
        {
            Begin(monitor, name, root, composition);
        }

        return monitor;
    }

    /// <summary>The options of a client, and with the first client those that all share, as they are now, valid.</summary>
    /// <exception cref="OptionsValidationException">Some are invalid; the errors of both are listed.</exception>
    private (LlmMonitoringOptions Options, LlmSharedMonitoringOptions Shared) Options(string name)
    {
        List<string> errors = [];
        var options = Valid(() => Options(name, _services), errors);
        var shared = _root?.Shared ?? Valid(_shared.Read, errors);
        InvalidOptionsException.ThrowIfAny<LlmMonitoringOptions>(name, errors);
        return (options!, shared!);
    }

    private static LlmMonitoringOptions Options(string name, IServiceProvider services) =>
        services.GetRequiredService<IOptionsFactory<LlmMonitoringOptions>>().Create(name);

    private static T? Valid<T>(Func<T> create, List<string> errors)
        where T : class
    {
        try
        {
            return create();
        }
        catch (OptionsValidationException e)
        {
            errors.AddRange(e.Failures);
            return null;
        }
    }

    private CompositionRoot Root(LlmSharedMonitoringOptions shared)
    {
        if (Volatile.Read(ref _root) is { } known)
        {
            return known;
        }

        CompositionRoot made = new(_services, _instruments, shared, _shared.ClockOf(shared), _logger);
        if (Interlocked.CompareExchange(ref _root, made, null) is { } other)
        {
            // Another client was created at the same moment.
            made.Prices.Dispose();
            return other;
        }

        LlmMonitoring.Track(made);
        FollowShared(made);
        return made;
    }

    private void FollowShared(CompositionRoot root)
    {
        foreach (var bound in _services.GetServices<SharedConfiguration>())
        {
            _subscriptions.Add(_background.OnChange(bound.Configuration.GetReloadToken, () => ReloadShared(root)));
        }

        foreach (var source in _services.GetServices<IOptionsChangeTokenSource<LlmSharedMonitoringOptions>>())
        {
            _subscriptions.Add(_background.OnChange(source.GetChangeToken, () => ReloadShared(root)));
        }
    }

    private void ReloadShared(CompositionRoot root)
    {
        try
        {
            root.Shared = _shared.Read();
        }
        catch (OptionsValidationException e)
        {
            Log.SharedReloadIgnored(_logger, string.Join(" ", e.Failures));
            return;
        }
        catch (Exception e)
        {
            Log.SharedReloadIgnored(_logger, e.Message);
            return;
        }

        foreach (var (name, (monitor, composition)) in _monitors)
        {
            Reload(monitor, name, composition);
        }
    }

    private void Begin(ClientMonitor monitor, string name, CompositionRoot root, ClientComposition composition)
    {
        if (_timeouts.TryGetValue(name, out var timeout))
        {
            monitor.SetClientTimeout(timeout);
        }

        WarnOfRules(monitor.Settings, name);
        foreach (var bound in _configurations.Where(bound => bound.ClientName is null || bound.ClientName == name))
        {
            _subscriptions.Add(_background.OnChange(bound.Configuration.GetReloadToken, () => Reload(monitor, name, composition)));
        }

        // Options that the application binds by itself.
        foreach (var source in _services.GetServices<IOptionsChangeTokenSource<LlmMonitoringOptions>>().Where(
            source => source.Name is null || source.Name == name))
        {
            _subscriptions.Add(_background.OnChange(source.GetChangeToken, () => Reload(monitor, name, composition)));
        }

        root.Queue?.Start();
    }

    private void WarnOfRules(ClientSettings settings, string name)
    {
        foreach (var (rule, earlier) in settings.Counting.UnreachableRules)
        {
            Log.RuleUnreachable(_logger, name, rule, earlier);
        }
    }

    private void Reload(ClientMonitor monitor, string name, ClientComposition composition)
    {
        try
        {
            var settings = composition.Of(Options(name, _services));
            monitor.Settings = settings;
            WarnOfRules(settings, name);
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
