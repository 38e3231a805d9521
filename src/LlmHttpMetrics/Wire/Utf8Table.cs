using System.Text;

namespace LlmHttpMetrics.Wire;

/// <summary>A small table with UTF-8 keys, which are looked up without allocating a string.</summary>
internal sealed class Utf8Table<T>
{
    private readonly (byte[] Name, T Value)[][] _byLength;

    public Utf8Table(IEnumerable<(string Name, T Value)> rows)
    {
        var encoded = rows.Select(row => (Name: Encoding.UTF8.GetBytes(row.Name), row.Value)).ToLookup(row => row.Name.Length);
        _byLength = [.. Enumerable.Range(0, encoded.Select(group => group.Key + 1).DefaultIfEmpty().Max()).Select(length => encoded[length].ToArray())];
    }

    public bool TryGet(ReadOnlySpan<byte> name, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T value)
    {
        if (name.Length < _byLength.Length)
        {
            foreach (var row in _byLength[name.Length])
            {
                if (name.SequenceEqual(row.Name))
                {
                    value = row.Value;
                    return true;
                }
            }
        }

        value = default;
        return false;
    }
}
