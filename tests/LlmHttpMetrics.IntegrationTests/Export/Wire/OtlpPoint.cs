namespace LlmHttpMetrics.IntegrationTests.Export.Wire;

/// <summary>One series of a metric.</summary>
internal sealed record OtlpPoint(IReadOnlyDictionary<string, object> Tags, double Value, ulong Count)
{
    public IReadOnlyList<double> Bounds { get; init; } = [];

    public IReadOnlyList<ulong> Buckets { get; init; } = [];

    /// <summary>Of a base-2 exponential histogram: its buckets are powers of 2^(2^-scale).</summary>
    public int? Scale { get; init; }

    public IReadOnlyList<OtlpExemplar> Exemplars { get; init; } = [];

    public bool Has(params (string Name, object Value)[] tags) => tags.All(tag => Tags.TryGetValue(tag.Name, out var value) && value.Equals(tag.Value));

    public static OtlpPoint OfNumber(ProtoMessage point) =>
        new(OtlpValue.Attributes(point.Messages(7)), point.Has(6) ? (long)point.Number(6) : point.Double(4), 1)
        {
            Exemplars = [.. point.Messages(5).Select(OtlpExemplar.Of)]
        };

    public static OtlpPoint OfHistogram(ProtoMessage point) => new(OtlpValue.Attributes(point.Messages(9)), point.Double(5), point.Number(4))
    {
        Bounds = [.. point.Fixed64s(7).Select(BitConverter.UInt64BitsToDouble)],
        Buckets = point.Fixed64s(6),
        Exemplars = [.. point.Messages(8).Select(OtlpExemplar.Of)],
    };

    public static OtlpPoint OfExponential(ProtoMessage point) => new(OtlpValue.Attributes(point.Messages(1)), point.Double(5), point.Number(4))
    {
        Scale = point.ZigZag(6),
        Exemplars = [.. point.Messages(11).Select(OtlpExemplar.Of)],
    };
}
