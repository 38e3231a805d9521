using System.Diagnostics;
using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace LlmHttpMetrics.IntegrationTests.Export;

/// <summary>A service's own pipeline, with a meter and a source of its own, into which ours are put.</summary>
internal sealed class Pipeline : IDisposable
{
    private const string Own = "Shop";

    private readonly Meter _meter = new(Own);
    private readonly ActivitySource _source = new(Own);
    private readonly Counter<int> _orders;
    private readonly MeterProvider _meters;
    private readonly TracerProvider _traces;

    /// <param name="collector">Where to.</param>
    /// <param name="views">More of the metrics' pipeline.</param>
    /// <param name="temporality">The temporality of exported sums.</param>
    public Pipeline(
        Uri collector, Action<MeterProviderBuilder>? views = null, MetricReaderTemporalityPreference temporality = MetricReaderTemporalityPreference.Cumulative)
    {
        _orders = _meter.CreateCounter<int>("shop.orders");
        var meters = Sdk.CreateMeterProviderBuilder().AddMeter(Own).AddOtlpExporter((exporter, reader) =>
        {
            exporter.Endpoint = new Uri(collector, "v1/metrics");
            exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
            reader.TemporalityPreference = temporality;
            reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = int.MaxValue;
        });
        var traces = Sdk.CreateTracerProviderBuilder().AddSource(Own).AddOtlpExporter(exporter =>
        {
            exporter.Endpoint = new Uri(collector, "v1/traces");
            exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        });
        Guide.Add(meters, traces);
        views?.Invoke(meters);
        _meters = meters.Build();
        _traces = traces.Build();
    }

    /// <summary>Does some work of the service, in a span of its own.</summary>
    /// <returns>The trace and the span.</returns>
    public async Task<(string TraceId, string SpanId)> WorkAsync(Func<Task> work)
    {
        using var activity = _source.StartActivity("order")!;
        _orders.Add(1);
        await work();
        return (activity.TraceId.ToHexString(), activity.SpanId.ToHexString());
    }

    public void Flush()
    {
        Assert.That(_meters.ForceFlush(), Is.True);
        Assert.That(_traces.ForceFlush(), Is.True);
    }

    public void Dispose()
    {
        _traces.Dispose();
        _meters.Dispose();
        _source.Dispose();
        _meter.Dispose();
    }
}
