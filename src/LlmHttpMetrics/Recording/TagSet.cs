namespace LlmHttpMetrics.Recording;

/// <summary>The tags of one call, in an array that is reused, with room for the one or two that a single record adds.</summary>
internal sealed class TagSet
{
    private const int MaxTags = 24;
    private const int Room = 2;

    private readonly KeyValuePair<string, object?>[] _tags = new KeyValuePair<string, object?>[MaxTags + Room];
    private int _count;

    public ReadOnlySpan<KeyValuePair<string, object?>> Tags => _tags.AsSpan(0, _count);

    public void Clear()
    {
        Array.Clear(_tags, 0, _count + Room);
        _count = 0;
    }

    public void Add(string name, object? value)
    {
        if (_count < MaxTags)
        {
            _tags[_count++] = new(name, value);
        }
    }

    /// <summary>The tags and one more, which the next call of this method replaces.</summary>
    public ReadOnlySpan<KeyValuePair<string, object?>> With(string name, object? value)
    {
        _tags[_count] = new(name, value);
        return _tags.AsSpan(0, _count + 1);
    }

    /// <summary>The tags and up to two more; a null value leaves its tag out.</summary>
    public ReadOnlySpan<KeyValuePair<string, object?>> With(string name, object? value, string name2, object? value2)
    {
        _tags[_count] = new(name, value);
        _tags[_count + 1] = new(name2, value2);
        return _tags.AsSpan(0, _count + (value2 is null ? 1 : 2));
    }
}
