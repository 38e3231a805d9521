using System.Diagnostics.Metrics;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Calls.Anomalies;

namespace LlmHttpMetrics.Telemetry;

/// <summary>Counts calls whose token figures have anomalies.</summary>
internal sealed class AnomalyMetrics(Meter meter) : ICallConsumer
{
    private readonly Counter<long> _anomalies = meter.CreateCounter<long>(
        LlmInstrumentNames.MeasurementAnomalies, "{call}", "Calls whose token figures are implausible or unexpected.");

    /// <summary>Anomalies alone do not make calls worth measuring.</summary>
    public bool IsEnabled => false;

    public void Completed(in CompletedCall call) => Count(call.Record.Anomalies);

    public void Amended(CallAmendment amendment) => Count(amendment.Anomalies);

    private void Count(Anomaly found)
    {
        if (found == Anomaly.None)
        {
            return;
        }

        foreach (var name in AnomalyNames.Of(found))
        {
            _anomalies.Publish(1, [new(LlmTagNames.Anomaly, name)]);
        }
    }
}
