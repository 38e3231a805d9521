using System.Diagnostics.Metrics;

namespace LlmHttpMetrics.FuzzTests.Cases;

/// <summary>Counts what the meter of handlers made without services publishes, and allocates nothing for it.</summary>
internal sealed class Meters : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly List<Tally> _tallies = [];

    public Meters()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == LlmTelemetry.MeterName && instrument.Meter.Scope is null)
            {
                Tally tally = new(instrument.Name);
                _tallies.Add(tally);
                listener.EnableMeasurementEvents(instrument, tally);
            }
        };
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => ((Tally)state!).Add(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => ((Tally)state!).Add(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => ((Tally)state!).Add(value, tags));
        _listener.Start();
    }

    public int Requests => Of(LlmInstrumentNames.Requests)?.Count ?? 0;

    public int Attempts => Of(LlmInstrumentNames.Attempts)?.Count ?? 0;

    public int Durations => Of(LlmInstrumentNames.OperationDuration)?.Count ?? 0;

    public int Failures => Of(LlmInstrumentNames.MeasurementFailures)?.Count ?? 0;

    /// <summary>How the last call ended.</summary>
    public string? Outcome => Of(LlmInstrumentNames.Requests)?.Outcome;

    /// <summary>A value that no instrument may publish; null where there is none.</summary>
    public string? Wrong => _tallies.Find(tally => tally.Wrong is not null) is { } tally ? $"{tally.Name} got {tally.Wrong}" : null;

    public void Reset() => _tallies.ForEach(static tally => tally.Reset());

    public void Dispose() => _listener.Dispose();

    private Tally? Of(string instrument) => _tallies.Find(tally => tally.Name == instrument);

    /// <summary>What one instrument has published.</summary>
    private sealed class Tally(string name)
    {
        private int _count;

        public string Name => name;

        public int Count => Volatile.Read(ref _count);

        public double? Wrong { get; private set; }

        public string? Outcome { get; private set; }

        public void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            Interlocked.Increment(ref _count);
            if (!double.IsFinite(value) || value < 0)
            {
                Wrong = value;
            }

            foreach (var (key, tag) in tags)
            {
                if (key == LlmTagNames.Outcome)
                {
                    Outcome = tag as string;
                }
            }
        }

        public void Reset()
        {
            _count = 0;
            Wrong = null;
            Outcome = null;
        }
    }
}
