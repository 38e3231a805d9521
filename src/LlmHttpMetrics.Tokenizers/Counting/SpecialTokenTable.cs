namespace LlmHttpMetrics.Tokenizers.Counting;

/// <summary>The special tokens, which do not represent text: their names and ids.</summary>
internal sealed class SpecialTokenTable
{
    private readonly Dictionary<int, string> _byId = [];

    // By first character, longest first, so that the first match is the right one.
    private readonly Dictionary<char, string[]> _byFirst;
    private readonly char[] _firsts;

    public SpecialTokenTable(IReadOnlyDictionary<string, int> ids)
    {
        Ids = ids;
        foreach (var (name, id) in ids)
        {
            _byId.TryAdd(id, name);
        }

        _byFirst = ids.Keys.GroupBy(name => name[0]).ToDictionary(names => names.Key, names => names.OrderByDescending(name => name.Length).ToArray());
        _firsts = [.. _byFirst.Keys];
    }

    public IReadOnlyDictionary<string, int> Ids { get; }

    public int MaxId => _byId.Count == 0 ? -1 : _byId.Keys.Max();

    public string? Text(int id) => _byId.GetValueOrDefault(id);

    /// <summary>Finds the first special token in the text.</summary>
    public bool Find(ReadOnlySpan<char> text, out int index, out int length, out int id)
    {
        for (index = 0; ; index++)
        {
            var next = text[index..].IndexOfAny(_firsts);
            if (next < 0)
            {
                (index, length, id) = (0, 0, 0);
                return false;
            }

            index += next;
            foreach (var name in _byFirst[text[index]])
            {
                if (text[index..].StartsWith(name, StringComparison.Ordinal))
                {
                    (length, id) = (name.Length, Ids[name]);
                    return true;
                }
            }
        }
    }
}
