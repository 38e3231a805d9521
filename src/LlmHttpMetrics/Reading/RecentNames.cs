using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>The last name of each field of a body. The next body mostly has the same name, which one comparison detects.</summary>
internal sealed class RecentNames(int fields)
{
    /// <summary>The maximum number of new names for one field of one body; a stream with another name in each event does not create more.</summary>
    private const int MaxMade = 32;

    private readonly KnownName?[] _last = new KnownName?[fields];
    private readonly byte[] _made = new byte[fields];
    private bool _anyMade;

    /// <summary>Begins another body.</summary>
    public void Begin()
    {
        if (_anyMade)
        {
            _anyMade = false;
            Array.Clear(_made);
        }
    }

    /// <summary>The name for these bytes, or the previous name if the field already had too many.</summary>
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
