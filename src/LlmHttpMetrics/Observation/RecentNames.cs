namespace LlmHttpMetrics.Observation;

/// <summary>The name that each field of a body had last. The next body of a service mostly has the same, which one comparison shows.</summary>
internal sealed class RecentNames(int fields)
{
    private readonly KnownName?[] _last = new KnownName?[fields];

    public KnownName Of(int field, ReadOnlySpan<byte> utf8)
    {
        ref var last = ref _last[field];
        return last is not null && utf8.SequenceEqual(last.Utf8) ? last : last = KnownName.Of(utf8);
    }
}
