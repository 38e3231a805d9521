using System.Globalization;
using LlmHttpMetrics.Benchmarks.Pipeline;
using LlmHttpMetrics.Benchmarks.Statistics;
using LlmHttpMetrics.Insights.Statistics;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Benchmarks.Quick;

/// <summary>What statistics cost a call, hold and take to be read.</summary>
internal static class StatisticsFigures
{
    private const int Megabyte = 1024 * 1024;
    private const int MostMegabytes = 32;
    private const int Batch = 1000;

    public static IEnumerable<Figure> Measure()
    {
        using (var onlyMeters = Services(_ => { }))
        using (var withEvents = Services(services => services.AddSingleton<ILlmEventSink, NoSink>()))
        using (var withAll = Services(services => services.AddSingleton<ILlmEventSink, NoSink>().AddLlmStatistics()))
        using (HttpCalls bare = new(Answers.Whole, observed: false), meters = Client(onlyMeters), events = Client(withEvents), all = Client(withAll))
        using (new Listening())
        {
            var times = Race.Times(Race.ManyRounds, () => all.WholeAsync().Result, () => meters.WholeAsync().Result, () => bare.WholeAsync().Result);
            yield return Figure.Most(
                "call into statistics, cost and a queued event: added time over the bare pipeline",
                Race.Added(times[0], times[1]) / Race.Median(times[2]),
                3,
                " (aim 1 x)");
            yield return Figure.Bytes(
                "call into statistics and cost: allocation beyond the event's", Allocation.PerCall(all.WholeAsync) - Allocation.PerCall(events.WholeAsync), 0);
        }

        yield return Figure.Most("two threads recording into one series: time a call over one thread's", Contention(), 4);

        FilledStatistics filled = new();
        var megabytes = (double)filled.Bytes / Megabyte;
        yield return new Figure(
            $"statistics of {FilledStatistics.Models} models, all windows full",
            string.Create(CultureInfo.InvariantCulture, $"{megabytes:0.0} MB"),
            $"<= {MostMegabytes} MB",
            megabytes <= MostMegabytes);
        var memory = new byte[filled.Bytes];
        var copy = new byte[filled.Bytes];
        yield return Figure.Most(
            $"Snapshot() of {FilledStatistics.Models} models: time over copying their memory",
            Race.Ratio(() => filled.Statistics.Snapshot().Series.Count, () => Copy(memory, copy)),
            20);
    }

    private static HttpCalls Client(ServiceProvider services) => new(services.GetRequiredService<IHttpClientFactory>().CreateClient("llm"));

    private static ServiceProvider Services(Action<IServiceCollection> add)
    {
        ServiceCollection services = new();
        services.AddHttpClient("llm").RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(() => new StubHandler(Answers.Whole)).AddLlmMonitoring();
        add(services);
        return services.BuildServiceProvider();
    }

    private static int Copy(byte[] from, byte[] to)
    {
        from.CopyTo(to, 0);
        return to[^1];
    }

    /// <summary>Each thread records as many calls as the one alone; had they no lock to wait for, they would take the same time.</summary>
    private static double Contention()
    {
        LlmStatistics statistics = new();
        using Barrier barrier = new(2);
        using CancellationTokenSource stop = new();
        Thread other = new(() =>
        {
            while (true)
            {
                barrier.SignalAndWait();
                if (stop.IsCancellationRequested)
                {
                    return;
                }

                Record(statistics);
                barrier.SignalAndWait();
            }
        });
        other.Start();
        var ratio = Race.Ratio(
            () =>
            {
                barrier.SignalAndWait();
                Record(statistics);
                barrier.SignalAndWait();
                return Batch;
            },
            () => Record(statistics));
        stop.Cancel();
        barrier.SignalAndWait();
        other.Join();
        return ratio;
    }

    private static int Record(LlmStatistics statistics)
    {
        for (var i = 0; i < Batch; i++)
        {
            statistics.Record(new CallSample
            {
                Provider = "openai",
                Model = "gpt-4.1-mini",
                Operation = "chat",
                ClientName = "",
                Outcome = LlmOutcomes.Completed,
                Duration = TimeSpan.FromMilliseconds(500 + i),
                TimeToFirstToken = TimeSpan.FromMilliseconds(100 + i),
                Tokens = new(100, 50),
            });
        }

        return Batch;
    }
}
