namespace LlmHttpMetrics.IntegrationTests.Export.Wire;

/// <summary>Attributes: https://github.com/open-telemetry/opentelemetry-proto/blob/v1.5.0/opentelemetry/proto/common/v1/common.proto.</summary>
internal static class OtlpValue
{
    public static IReadOnlyDictionary<string, object> Attributes(IEnumerable<ProtoMessage> pairs)
    {
        Dictionary<string, object> attributes = [];
        foreach (var pair in pairs)
        {
            // A key that stands twice is a fault of the sender.
            attributes.Add(pair.Text(1), Of(pair.Message(2)));
        }

        return attributes;
    }

    private static object Of(ProtoMessage value) =>
        value.Has(2) ? value.Number(2) != 0
        : value.Has(3) ? (long)value.Number(3)
        : value.Has(4) ? value.Double(4)
        : value.Has(5) ? value.Message(5).Messages(1).Select(Of).ToArray()
        : value.Text(1);
}
