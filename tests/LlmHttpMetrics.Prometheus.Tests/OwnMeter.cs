using System.Diagnostics.Metrics;

namespace LlmHttpMetrics.Prometheus.Tests;

/// <summary>A meter with the library's name without other listeners, and its recorded measurements.</summary>
internal sealed class OwnMeter : IDisposable
{
    public OwnMeter(LlmPrometheusOptions? options = null)
    {
        Meter = Make();
        Metrics = new LlmPrometheusMetrics(meter => ReferenceEquals(meter, Meter) || ReferenceEquals(meter, Second), options);
    }

    public Meter Meter { get; }

    /// <summary>Another of the same name that is kept as well, as a process has where handlers are made without a factory.</summary>
    public Meter? Second { get; set; }

    public LlmPrometheusMetrics Metrics { get; }

    /// <summary>What both formats say, which has to be the same.</summary>
    public Exposed Read()
    {
        var text = Exposed.Parse(Metrics.GetText(), LlmMetricsFormat.Text);
        var open = Exposed.Parse(Metrics.GetText(LlmMetricsFormat.OpenMetrics), LlmMetricsFormat.OpenMetrics);
        Assert.That(open.Samples.Select(sample => sample.Key), Is.EqualTo(text.Samples.Select(sample => sample.Key)));
        return open;
    }

    public static Meter Make() => new(new MeterOptions(LlmTelemetry.MeterName) { Scope = new object() });

    public void Dispose()
    {
        Metrics.Dispose();
        Meter.Dispose();
        Second?.Dispose();
    }
}
