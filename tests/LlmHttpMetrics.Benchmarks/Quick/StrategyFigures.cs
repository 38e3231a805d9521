using LlmHttpMetrics.Benchmarks.Data;
using LlmHttpMetrics.Benchmarks.Observing;
using LlmHttpMetrics.Benchmarks.Pipeline;
using LlmHttpMetrics.Text;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Benchmarks.Quick;

/// <summary>What counting text in other ways costs a stream that is observed anyway.</summary>
internal static class StrategyFigures
{
    private const double Most = 1.1;

    public static IEnumerable<Figure> Measure(RecordedBodies bodies)
    {
        yield return Figure.Most("capacity over recorded streams: time over observing them", OfReading(bodies), Most);
        using var listening = new Listening();
        foreach (var strategy in new[] { LlmStrategies.Capacity, LlmStrategies.Hybrid })
        {
            yield return Figure.Most($"{strategy} over a stream of 300 chunks: time over observing it", OfCalls(strategy), Most);
        }
    }

    private static double OfReading(RecordedBodies bodies)
    {
        var observing = new OurWay();
        var counting = new OurWay { Next = new CapacityTally() };
        return Race.Ratio(() => bodies.Sse.Sum(counting.ReadResponse), () => bodies.Sse.Sum(observing.ReadResponse), Race.FewRounds);
    }

    private static double OfCalls(string strategy)
    {
        using var plain = Services(LlmStrategies.Auto);
        using var counted = Services(strategy);
        using var observing = Client(plain);
        using var counting = Client(counted);
        return Race.Ratio(() => counting.ReadsAsync().Result, () => observing.ReadsAsync().Result);
    }

    private static HttpCalls Client(ServiceProvider services) => new(services.GetRequiredService<IHttpClientFactory>().CreateClient("llm"));

    private static ServiceProvider Services(string strategy)
    {
        var services = new ServiceCollection().AddLlmTokenizers();
        services.AddHttpClient("llm")
            .ConfigurePrimaryHttpMessageHandler(() => new StubHandler(Answers.Stream))
            .AddLlmMonitoring(options => options.DefaultStrategy = strategy);
        return services.BuildServiceProvider();
    }
}
