using System.Diagnostics.Metrics;
using LlmHttpMetrics.Benchmarks.Pipeline;
using LlmHttpMetrics.Prometheus;

namespace LlmHttpMetrics.Benchmarks.Quick;

/// <summary>What Prometheus costs: a scrape, and being ready for one.</summary>
internal static class ScrapeFigures
{
    private const int Series = 10_000;

    /// <summary>Seventeen bounds, the bucket without one, the sum and the count.</summary>
    private const int LinesOfAHistogram = 20;

    private const double MostOfCopying = 50;
    private const double MostOfAWholeAnswer = 1.5;

    public static IEnumerable<Figure> Measure()
    {
        foreach (var figure in Scrape("counters", Series, (meter, tags) => meter.CreateCounter<long>(LlmInstrumentNames.Attempts).Add(1, tags)))
        {
            yield return figure;
        }

        foreach (var figure in Scrape(
            "histograms", Series / LinesOfAHistogram, (meter, tags) => meter.CreateHistogram("llm.attempt.duration", "s", advice: Seconds).Record(1.25, tags)))
        {
            yield return figure;
        }

        using var listened = new HttpCalls(Answers.Whole, observed: true);
        double idle, bytes;
        using (new Listening())
        {
            idle = Allocation.PerCall(listened.WholeAsync);
        }

        using (new LlmPrometheusMetrics())
        {
            bytes = Allocation.PerCall(listened.WholeAsync);
        }

        yield return Figure.Bytes("whole answer, Prometheus: added allocation over a listener that does nothing", bytes - idle, 0);
        yield return Figure.Most("whole answer, Prometheus: time over a listener that does nothing", OfListening(listened), MostOfAWholeAnswer);
    }

    private static InstrumentAdvice<double> Seconds => new()
    {
        HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92, 163.84, 327.68, 655.36],
    };

    private static IEnumerable<Figure> Scrape(string name, int sets, Action<Meter, KeyValuePair<string, object?>[]> record)
    {
        using Meter meter = new(new MeterOptions(LlmTelemetry.MeterName) { Scope = new object() });
        using LlmPrometheusMetrics metrics = new(other => other == meter, options: null);
        for (var i = 0; i < sets; i++)
        {
            record(meter,
            [
                new(LlmTagNames.OperationName, "chat"), new(LlmTagNames.ProviderName, "openai"), new(LlmTagNames.RequestModel, $"model-{i}"),
                new(LlmTagNames.ResponseModel, $"model-{i}-2026-01-01"), new(LlmTagNames.AttemptOutcome, LlmOutcomes.Completed),
            ]);
        }

        using MemoryStream page = new();
        int Write()
        {
            page.SetLength(0);
            metrics.WriteAsync(page).GetAwaiter().GetResult();
            return (int)page.Length;
        }

        var text = new byte[Write()];
        page.GetBuffer().AsSpan(0, text.Length).CopyTo(text);
        var copy = new byte[text.Length];
        int Copy()
        {
            text.CopyTo(copy, 0);
            return copy.Length;
        }

        yield return Figure.Bytes($"scrape of {Series} series of {name}: allocated, of {text.Length} B of text", Allocation.Of(Write), text.Length);
        yield return Figure.Most($"scrape of {Series} series of {name}: time over copying the text", Race.Ratio(Write, Copy), MostOfCopying);
    }

    private static double OfListening(HttpCalls calls)
    {
        // One listener at a time, because both would receive every call.
        var ratios = new double[15];
        for (var i = 0; i < ratios.Length; i++)
        {
            double idle, listening;
            using (new Listening())
            {
                idle = Race.TimeOf(() => calls.WholeAsync().Result);
            }

            using (new LlmPrometheusMetrics())
            {
                listening = Race.TimeOf(() => calls.WholeAsync().Result);
            }

            ratios[i] = listening / idle;
        }

        return Race.Median(ratios);
    }
}
