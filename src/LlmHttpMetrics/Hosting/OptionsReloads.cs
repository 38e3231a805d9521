using System.Collections.Concurrent;
using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Diagnostics.Background;
using LlmHttpMetrics.Diagnostics.Logging;
using LlmHttpMetrics.Interception;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Hosting;

/// <summary>Gives monitors the options that have changed. Invalid ones are logged and ignored, and the last good ones stay.</summary>
internal sealed class OptionsReloads(
    IEnumerable<MonitoredConfiguration> configurations, SharedOptions shared, FaultCounter faults, MonitoringLogger logger, IServiceProvider services)
    : IDisposable
{
    private readonly BackgroundWork _background = new(() => faults.Failed(Stages.Reload));
    private readonly ConcurrentBag<(ClientMonitor Monitor, string Name, ClientComposition Composition)> _followed = [];
    private readonly ConcurrentBag<IDisposable> _subscriptions = [];

    /// <summary>The options of a client as they are now, valid.</summary>
    /// <exception cref="OptionsValidationException">They are invalid; all errors are listed.</exception>
    public LlmMonitoringOptions Read(string name) => services.GetRequiredService<IOptionsFactory<LlmMonitoringOptions>>().Create(name);

    /// <summary>Follows the options of a client.</summary>
    public void Follow(ClientMonitor monitor, string name, ClientComposition composition)
    {
        _followed.Add((monitor, name, composition));
        WarnOfRules(monitor.Settings, name);
        foreach (var bound in configurations.Where(bound => bound.ClientName is null || bound.ClientName == name))
        {
            _subscriptions.Add(_background.OnChange(bound.Configuration.GetReloadToken, () => Reload(monitor, name, composition)));
        }

        // Options that the application binds by itself.
        foreach (var source in services.GetServices<IOptionsChangeTokenSource<LlmMonitoringOptions>>().Where(
            source => source.Name is null || source.Name == name))
        {
            _subscriptions.Add(_background.OnChange(source.GetChangeToken, () => Reload(monitor, name, composition)));
        }
    }

    /// <summary>Follows the options that all clients share.</summary>
    public void FollowShared(CompositionRoot root)
    {
        foreach (var bound in services.GetServices<SharedConfiguration>())
        {
            _subscriptions.Add(_background.OnChange(bound.Configuration.GetReloadToken, () => ReloadShared(root)));
        }

        foreach (var source in services.GetServices<IOptionsChangeTokenSource<LlmSharedMonitoringOptions>>())
        {
            _subscriptions.Add(_background.OnChange(source.GetChangeToken, () => ReloadShared(root)));
        }
    }

    public void Dispose()
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }
    }

    private void ReloadShared(CompositionRoot root)
    {
        try
        {
            root.Shared = shared.Read();
        }
        catch (Exception e)
        {
            Log.SharedReloadIgnored(logger, Errors(e));
            return;
        }

        foreach (var (monitor, name, composition) in _followed)
        {
            Reload(monitor, name, composition);
        }
    }

    private void WarnOfRules(ClientSettings settings, string name)
    {
        foreach (var (rule, earlier) in settings.Counting.UnreachableRules)
        {
            Log.RuleUnreachable(logger, name, rule, earlier);
        }
    }

    private void Reload(ClientMonitor monitor, string name, ClientComposition composition)
    {
        try
        {
            var settings = composition.Of(Read(name));
            monitor.Settings = settings;
            WarnOfRules(settings, name);
        }
        catch (Exception e)
        {
            Log.ReloadIgnored(logger, name, Errors(e));
        }
    }

    /// <summary>The errors of the options, or that of a callback of the application: what reloads the configuration must not fail for it.</summary>
    private static string Errors(Exception e) => e is OptionsValidationException invalid ? string.Join(" ", invalid.Failures) : e.Message;
}
