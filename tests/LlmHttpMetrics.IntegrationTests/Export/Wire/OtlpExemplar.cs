namespace LlmHttpMetrics.IntegrationTests.Export.Wire;

/// <summary>One measurement behind a series, and the span in which it was made.</summary>
internal sealed record OtlpExemplar(string TraceId, string SpanId, double Value)
{
    public static OtlpExemplar Of(ProtoMessage exemplar) =>
        new(exemplar.Hex(5), exemplar.Hex(4), exemplar.Has(6) ? (long)exemplar.Number(6) : exemplar.Double(3));
}
