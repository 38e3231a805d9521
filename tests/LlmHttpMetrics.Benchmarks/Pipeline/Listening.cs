using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LlmHttpMetrics.Benchmarks.Pipeline;

/// <summary>Listens to our instruments, and to our spans if asked, with callbacks that do nothing.</summary>
internal sealed class Listening : IDisposable
{
    private readonly MeterListener _meters = new()
    {
        InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == LlmTelemetry.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        },
    };

    private readonly ActivityListener? _spans;

    public Listening(bool spans = false)
    {
        _meters.SetMeasurementEventCallback<int>(static (_, _, _, _) => { });
        _meters.SetMeasurementEventCallback<long>(static (_, _, _, _) => { });
        _meters.SetMeasurementEventCallback<double>(static (_, _, _, _) => { });
        _meters.Start();
        if (spans)
        {
            _spans = new ActivityListener
            {
                ShouldListenTo = static source => source.Name == LlmTelemetry.ActivitySourceName,
                Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            };
            ActivitySource.AddActivityListener(_spans);
        }
    }

    public void Dispose()
    {
        _meters.Dispose();
        _spans?.Dispose();
    }
}
