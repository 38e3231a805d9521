namespace LlmHttpMetrics.Calls;

/// <summary>
/// The tags of one call, in an array that is reused: first the server, which only the instruments of the convention have, then the base set, then
/// space for the one or two that a single measurement adds.
/// </summary>
internal sealed class TagSet
{
    private const int MaxTags = 24;
    private const int Room = 2;

    private readonly KeyValuePair<string, object?>[] _tags = new KeyValuePair<string, object?>[MaxTags + Room];
    private int _own;
    private int _count;

    /// <summary>The tags of the convention's instruments.</summary>
    public ReadOnlySpan<KeyValuePair<string, object?>> Standard => _tags.AsSpan(0, _count);

    /// <summary>The tags of our own instruments.</summary>
    public ReadOnlySpan<KeyValuePair<string, object?>> Own => _tags.AsSpan(_own, _count - _own);

    public bool IsEmpty => _count == 0;

    public void Clear()
    {
        Array.Clear(_tags, 0, _count + Room);
        _own = _count = 0;
    }

    public void Add(string name, object? value)
    {
        if (_count < MaxTags)
        {
            _tags[_count++] = new(name, value);
        }
    }

    /// <summary>Marks what has been added so far as tags of the convention's instruments only.</summary>
    public void BeginOwn() => _own = _count;

    /// <summary>The tags of the convention and one more; a null value leaves it out. The next call of any such method overwrites it.</summary>
    public ReadOnlySpan<KeyValuePair<string, object?>> StandardWith(string name, object? value) => _tags.AsSpan(0, Extend(name, value));

    /// <summary>Our own tags and one more.</summary>
    public ReadOnlySpan<KeyValuePair<string, object?>> OwnWith(string name, object? value) => _tags.AsSpan(_own, Extend(name, value) - _own);

    /// <summary>Our own tags and up to two more; a null value leaves the second out.</summary>
    public ReadOnlySpan<KeyValuePair<string, object?>> OwnWith(string name, object? value, string name2, object? value2)
    {
        Extend(name, value);
        _tags[_count + 1] = new(name2, value2);
        return _tags.AsSpan(_own, _count + (value2 is null ? 1 : 2) - _own);
    }

    private int Extend(string name, object? value)
    {
        _tags[_count] = new(name, value);
        return _count + (value is null ? 0 : 1);
    }
}
