using System.Diagnostics.Metrics;

namespace LlmHttpMetrics.TestUtilities;

/// <summary>Listens to a meter of one service provider only, so that tests do not receive each other's measurements.</summary>
public sealed class MeasurementRecorder : IDisposable
{
    private readonly object _lock = new();
    private readonly List<Measurement> _all = [];
    private readonly List<Instrument> _instruments = [];
    private readonly MeterListener _listener = new();
    private readonly Func<Measurement, bool> _keep;

    /// <param name="services">Whose meter; null for the one of handlers made without a service provider.</param>
    /// <param name="listenTo">Which instruments are listened to; null for all.</param>
    /// <param name="keep">Which measurements are kept; null for all.</param>
    /// <param name="meter">Which of our meters.</param>
    public MeasurementRecorder(
        IServiceProvider? services, Func<string, bool>? listenTo = null, Func<Measurement, bool>? keep = null, string meter = LlmTelemetry.MeterName)
    {
        _keep = keep ?? (_ => true);
        var scope = services?.GetService(typeof(IMeterFactory));
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == meter && ReferenceEquals(instrument.Meter.Scope, scope) && listenTo?.Invoke(instrument.Name) != false)
            {
                lock (_lock)
                {
                    _instruments.Add(instrument);
                }

                LeakSearch.OfTheRun.Instrument(instrument);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Called with each measurement, on the thread that makes it.</summary>
    public Action<Measurement>? OnMeasurement { get; set; }

    public IReadOnlyList<Measurement> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _all];
            }
        }
    }

    public IReadOnlyList<Instrument> Instruments
    {
        get
        {
            lock (_lock)
            {
                return [.. _instruments];
            }
        }
    }

    public IReadOnlyList<Measurement> Of(string instrument, params (string Name, object? Value)[] tags) =>
        [.. All.Where(measurement => measurement.Instrument == instrument && measurement.Has(tags))];

    public double Sum(string instrument, params (string Name, object? Value)[] tags) => Of(instrument, tags).Sum(measurement => measurement.Value);

    /// <summary>The one value of an instrument.</summary>
    public Measurement Only(string instrument, params (string Name, object? Value)[] tags) => Of(instrument, tags) is [var only]
        ? only
        : throw new InvalidOperationException(
            $"{instrument} was recorded {Of(instrument, tags).Count} times:{Environment.NewLine}{string.Join(Environment.NewLine, All)}");

    /// <summary>Waits for measurements made on another thread, such as the finalizer's.</summary>
    public async Task WaitForAsync(string instrument, int count)
    {
        using var limit = new CancellationTokenSource(HangGuard.Limit);
        while (Of(instrument).Count < count)
        {
            await Task.Delay(5, limit.Token);
        }
    }

    /// <summary>Asks the observable instruments for their values.</summary>
    public void Observe() => _listener.RecordObservableInstruments();

    public void Clear()
    {
        lock (_lock)
        {
            _all.Clear();
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        LeakSearch.OfTheRun.Measurement(instrument, tags);
        Dictionary<string, object?> copied = new(tags.Length);
        foreach (var (name, tag) in tags)
        {
            // A tag that stands twice is a fault of the recorder under test.
            copied.Add(name, tag);
        }

        Measurement measurement = new(instrument.Name, value, copied);
        if (!_keep(measurement))
        {
            return;
        }

        lock (_lock)
        {
            _all.Add(measurement);
        }

        OnMeasurement?.Invoke(measurement);
    }
}
