using System.Collections.Concurrent;
using LlmHttpMetrics.Diagnostics.Logging;
using LlmHttpMetrics.Hosting.Validation;
using LlmHttpMetrics.Interception;
using LlmHttpMetrics.Telemetry;
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
    private readonly OptionsReloads _reloads;
    private readonly HashSet<string> _names;
    private readonly bool _all;
    private readonly LlmInstruments _instruments;
    private readonly IServiceProvider _services;
    private readonly MonitoringLogger _logger;
    private readonly ConcurrentDictionary<string, ClientMonitor> _monitors = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TimeSpan> _timeouts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _failed = new(StringComparer.Ordinal);
    private readonly AsyncLocal<MonitorCreation?> _creation = new();
    private CompositionRoot? _root;

    public ClientMonitors(
        IEnumerable<MonitoredClient> clients,
        SharedOptions shared,
        OptionsReloads reloads,
        LlmInstruments instruments,
        MonitoringLogger logger,
        IServiceProvider services)
    {
        _shared = shared;
        _reloads = reloads;
        _names = clients.Select(client => client.Name).OfType<string>().ToHashSet(StringComparer.Ordinal);
        _all = clients.Any(client => client.Name is null);
        _instruments = instruments;
        _services = services;
        _logger = logger;
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
        _reloads.Dispose();
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
            return known;
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
        ClientComposition composition = new(root, name, options.TimeProvider ?? root.Time);
        var made = composition.MonitorOf(options);
        var monitor = _monitors.GetOrAdd(name, made);
        if (ReferenceEquals(monitor, made))
        {
            if (_timeouts.TryGetValue(name, out var timeout))
            {
                monitor.SetClientTimeout(timeout);
            }

            _reloads.Follow(monitor, name, composition);
            root.Queue?.Start();
        }

        return monitor;
    }

    /// <summary>The options of a client, and with the first client those that all share, as they are now, valid.</summary>
    /// <exception cref="OptionsValidationException">Some are invalid; the errors of both are listed.</exception>
    private (LlmMonitoringOptions Options, LlmSharedMonitoringOptions Shared) Options(string name)
    {
        List<string> errors = [];
        var options = Valid(() => _reloads.Read(name), errors);
        var shared = _root?.Shared ?? Valid(_shared.Read, errors);
        InvalidOptionsException.ThrowIfAny<LlmMonitoringOptions>(name, errors);
        return (options!, shared!);
    }

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
        _reloads.FollowShared(made);
        return made;
    }
}
