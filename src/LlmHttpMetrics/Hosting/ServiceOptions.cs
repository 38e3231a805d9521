using LlmHttpMetrics.Counting.Tokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Hosting;

/// <summary>Adds the application's registered strategies and token counters to the options of each client.</summary>
/// <remarks>They are resolved late, because one of them may use the client factory, which depends on these services.</remarks>
internal sealed class ServiceOptions(IServiceProvider services) : IPostConfigureOptions<LlmMonitoringOptions>
{
    public static ITokenCounterSource[] CounterSources(IServiceProvider services)
    {
        var counters = services.GetServices<ITokenCounter>().ToArray();
        var sources = services.GetServices<ITokenCounterSource>();
        return [.. counters.Length > 0 ? sources.Prepend(new NamedCounters(counters)) : sources];
    }

    public void PostConfigure(string? name, LlmMonitoringOptions options)
    {
        foreach (var strategy in services.GetServices<IMeasurementStrategy>().Except(options.Strategies))
        {
            options.Strategies.Add(strategy);
        }

        options.CounterSources = CounterSources(services);
    }
}
