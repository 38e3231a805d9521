namespace LlmHttpMetrics.IntegrationTests.Export.Wire;

/// <summary>A metric: https://github.com/open-telemetry/opentelemetry-proto/blob/v1.5.0/opentelemetry/proto/metrics/v1/metrics.proto.</summary>
/// <param name="Scope">The meter.</param>
/// <param name="Kind"><c>gauge</c>, <c>sum</c>, <c>histogram</c> or <c>exponential</c>.</param>
/// <param name="Temporality">1 is delta, 2 cumulative; 0 of a gauge.</param>
internal sealed record OtlpMetric(
    string Scope, string Name, string Unit, string Kind, int Temporality, bool Monotonic, IReadOnlyList<OtlpPoint> Points)
{
    private const int Gauge = 5;
    private const int Sum = 7;
    private const int Histogram = 9;
    private const int Exponential = 10;

    public OtlpPoint Only(params (string Name, object Value)[] tags) => Points.Single(point => point.Has(tags));

    public static IEnumerable<OtlpMetric> OfRequest(byte[] body) =>
        from resource in new ProtoMessage(body).Messages(1)
        from scope in resource.Messages(2)
        from metric in scope.Messages(2)
        select Of(scope.Message(1).Text(1), metric);

    private static OtlpMetric Of(string scope, ProtoMessage metric)
    {
        var (number, kind) = metric.Has(Gauge)
            ? (Gauge, "gauge")
            : metric.Has(Sum) ? (Sum, "sum") : metric.Has(Histogram) ? (Histogram, "histogram") : (Exponential, "exponential");
        var data = metric.Message(number);
        Func<ProtoMessage, OtlpPoint> point = number switch
        {
            Histogram => OtlpPoint.OfHistogram,
            Exponential => OtlpPoint.OfExponential,
            _ => OtlpPoint.OfNumber,
        };
        return new OtlpMetric(
            scope, metric.Text(1), metric.Text(3), kind, number == Gauge ? 0 : (int)data.Number(2), number == Sum && data.Number(3) != 0,
            [.. data.Messages(1).Select(point)]);
    }
}
