using System.Diagnostics.Metrics;

namespace LlmHttpMetrics.Prometheus.Tests;

/// <summary>Records one figure on each instrument of our meter that there is, whether traffic would come to it or not.</summary>
internal static class EveryInstrument
{
    public static IReadOnlyList<Instrument> Record(IMeterFactory meters, params KeyValuePair<string, object?>[] tags)
    {
        List<Instrument> found = [];
        using MeterListener finder = new();
        finder.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == LlmTelemetry.MeterName && ReferenceEquals(instrument.Meter.Scope, meters))
            {
                LeakSearch.OfTheRun.Instrument(instrument);
                found.Add(instrument);
            }
        };
        finder.Start();
        foreach (var instrument in found)
        {
            switch (instrument)
            {
                case Counter<long> counter:
                    counter.Add(1, tags);
                    break;
                case Counter<double> counter:
                    counter.Add(0.5, tags);
                    break;
                case Histogram<double> histogram:
                    histogram.Record(0.5, tags);
                    break;
                case Histogram<int> histogram:
                    histogram.Record(5, tags);
                    break;
                case Gauge<long> gauge:
                    gauge.Record(5, tags);
                    break;
                default:
                    Assert.That(instrument.IsObservable, $"{instrument.Name} is of a kind that no figure is recorded on here: {instrument.GetType()}");
                    break;
            }
        }

        return found;
    }
}
