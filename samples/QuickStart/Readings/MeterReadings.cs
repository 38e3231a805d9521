using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using LlmHttpMetrics;

namespace QuickStart.Readings;

/// <summary>Keeps everything that the meter publishes. In a real application, an exporter does this.</summary>
internal sealed class MeterReadings : IDisposable
{
    private readonly ConcurrentQueue<Measurement> _measurements = new();
    private readonly MeterListener _listener = new();

    public MeterReadings()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == LlmTelemetry.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>The sum of all measurements of an instrument.</summary>
    public long Sum(string instrument) => (long)Of(instrument).Sum(m => m.Value);

    /// <summary>The sums by the values of a tag.</summary>
    public Dictionary<string, long> SumBy(string instrument, string tag) =>
        By(instrument, tag).ToDictionary(group => group.Key, group => (long)group.Sum(m => m.Value));

    /// <summary>All values of a histogram in seconds, by the values of a tag.</summary>
    public Dictionary<string, TimeSpan[]> TimesBy(string instrument, string tag) =>
        By(instrument, tag).ToDictionary(group => group.Key, group => group.Select(m => TimeSpan.FromSeconds(m.Value)).ToArray());

    private IEnumerable<Measurement> Of(string instrument) => _measurements.Where(m => m.Instrument == instrument);

    private IEnumerable<IGrouping<string, Measurement>> By(string instrument, string tag) =>
        Of(instrument).GroupBy(m => m.Tags.GetValueOrDefault(tag) ?? "(none)");

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var copy = new Dictionary<string, string?>();
        foreach (var (name, tag) in tags)
        {
            copy[name] = Convert.ToString(tag, CultureInfo.InvariantCulture);
        }

        _measurements.Enqueue(new Measurement(instrument.Name, value, copy));
    }
}
