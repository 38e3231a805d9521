using System.Diagnostics.Metrics;

namespace LlmHttpMetrics.Benchmarks.Pipeline;

/// <summary>Listens to our instruments and to those of Microsoft.Extensions.AI, with callbacks that do nothing.</summary>
internal sealed class Listening : IDisposable
{
    private readonly MeterListener _meters = new()
    {
        InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name is LlmTelemetry.MeterName or ChatClientCalls.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        },
    };

    public Listening()
    {
        _meters.SetMeasurementEventCallback<int>(static (_, _, _, _) => { });
        _meters.SetMeasurementEventCallback<long>(static (_, _, _, _) => { });
        _meters.SetMeasurementEventCallback<double>(static (_, _, _, _) => { });
        _meters.Start();
    }

    public void Dispose() => _meters.Dispose();
}
