using LlmHttpMetrics.Counting.Tokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Hosting;

/// <summary>Adds to the options of every client what the application has registered as services: its strategies, and who counts tokens.</summary>
/// <remarks>They are asked for as late as this: one of them may use the client factory, which needs our services.</remarks>
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
