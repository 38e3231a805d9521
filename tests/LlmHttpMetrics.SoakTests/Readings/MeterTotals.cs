using System.Diagnostics.Metrics;

namespace LlmHttpMetrics.SoakTests.Readings;

/// <summary>Adds up what the meter of handlers made without services publishes.</summary>
internal sealed class MeterTotals : IDisposable
{
    private readonly object _lock = new();
    private readonly MeterListener _listener = new();
    private Dictionary<Total, long> _totals = [];

    public MeterTotals()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == LlmTelemetry.MeterName && instrument.Meter.Scope is null)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument.Name, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Count(instrument.Name, tags));
        _listener.Start();
    }

    /// <summary>All calls so far.</summary>
    public long Requests => Snapshot().Where(total => total.Key.Instrument == LlmInstrumentNames.Requests).Sum(total => total.Value);

    /// <summary>Our own faults.</summary>
    public long Failures => Snapshot().Where(total => total.Key.Instrument == LlmInstrumentNames.MeasurementFailures).Sum(total => total.Value);

    public Dictionary<Total, long> Snapshot()
    {
        lock (_lock)
        {
            return new(_totals);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _totals = [];
        }
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>Of the histograms of times only this one is recorded once a call, however it ended.</summary>
    private void Count(string instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (instrument == LlmInstrumentNames.OperationDuration)
        {
            Add(instrument, 1, tags);
        }
    }

    private void Add(string instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var (provider, word) = ("", "");
        foreach (var (name, tag) in tags)
        {
            switch (name)
            {
                case LlmTagNames.ProviderName: provider = tag as string ?? ""; break;
                case LlmTagNames.Outcome or LlmTagNames.AttemptOutcome or LlmTagNames.TokenType: word = tag as string ?? ""; break;
            }
        }

        Total total = new(instrument, provider, word);
        lock (_lock)
        {
            _totals[total] = _totals.GetValueOrDefault(total) + value;
        }
    }
}
