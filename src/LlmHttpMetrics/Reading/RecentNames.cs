using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>The name that each field of a body had last. The next body of a service mostly has the same, which one comparison shows.</summary>
internal sealed class RecentNames(int fields)
{
    /// <summary>Names that one field of one body may be given; a stream with another in each event makes no more.</summary>
    private const int MaxMade = 32;

    private readonly KnownName?[] _last = new KnownName?[fields];
    private readonly byte[] _made = new byte[fields];
    private bool _anyMade;

    /// <summary>Another body begins.</summary>
    public void Begin()
    {
        if (_anyMade)
        {
            _anyMade = false;
            Array.Clear(_made);
        }
    }

    /// <summary>The name for these bytes, or the one before where the field has had too many.</summary>
    public KnownName Of(int field, ReadOnlySpan<byte> utf8)
    {
        ref var last = ref _last[field];
        if (last is not null && utf8.SequenceEqual(last.Utf8))
        {
            return last;
        }

        if (KnownName.Find(utf8) is { } known)
        {
            return last = known;
        }

        if (_made[field] == MaxMade)
        {
            return last!;
        }

        _anyMade = true;
        _made[field]++;
        return last = KnownName.Make(utf8);
    }
}
