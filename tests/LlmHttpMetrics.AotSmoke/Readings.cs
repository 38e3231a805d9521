using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace LlmHttpMetrics.AotSmoke;

/// <summary>What the meter said.</summary>
internal sealed class Readings : IDisposable
{
    private readonly ConcurrentQueue<(string Instrument, double Value, KeyValuePair<string, object?>[] Tags)> _all = new();
    private readonly MeterListener _listener = new()
    {
        InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == LlmTelemetry.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        },
    };

    public Readings()
    {
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _all.Enqueue((instrument.Name, value, tags.ToArray())));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => _all.Enqueue((instrument.Name, value, tags.ToArray())));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => _all.Enqueue((instrument.Name, value, tags.ToArray())));
        _listener.Start();
    }

    public double Sum(string instrument, params (string Name, string Value)[] tags) => Of(instrument, tags).Sum(measured => measured.Value);

    public int Count(string instrument, params (string Name, string Value)[] tags) => Of(instrument, tags).Count();

    public void Dispose() => _listener.Dispose();

    private IEnumerable<(string Instrument, double Value, KeyValuePair<string, object?>[] Tags)> Of(string instrument, (string Name, string Value)[] tags) =>
        _all.Where(measured => measured.Instrument == instrument
            && tags.All(tag => measured.Tags.Any(has => has.Key == tag.Name && Equals(has.Value, tag.Value))));
}
