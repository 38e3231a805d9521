namespace LlmHttpMetrics.IntegrationTests.Export.Wire;

/// <summary>A span: https://github.com/open-telemetry/opentelemetry-proto/blob/v1.5.0/opentelemetry/proto/trace/v1/trace.proto.</summary>
/// <param name="Scope">The activity source.</param>
/// <param name="Kind">3 is client.</param>
/// <param name="StatusCode">0 is unset, 2 error.</param>
internal sealed record OtlpSpan(
    string Scope, string TraceId, string SpanId, string ParentId, string Name, int Kind, int StatusCode, IReadOnlyDictionary<string, object> Attributes)
{
    public static IEnumerable<OtlpSpan> OfRequest(byte[] body) =>
        from resource in new ProtoMessage(body).Messages(1)
        from scope in resource.Messages(2)
        from span in scope.Messages(2)
        select new OtlpSpan(
            scope.Message(1).Text(1), span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5), (int)span.Number(6), (int)span.Message(15).Number(3),
            OtlpValue.Attributes(span.Messages(9)));
}
