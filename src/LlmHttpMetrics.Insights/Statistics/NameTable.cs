using System.Collections.Concurrent;

namespace LlmHttpMetrics.Insights.Statistics;

/// <summary>Assigns numbers to names, up to a maximum; further names are replaced with <see cref="Other"/>.</summary>
internal sealed class NameTable(int most)
{
    /// <summary>The name that represents all names beyond the maximum.</summary>
    public const string Other = "_OTHER";

    private readonly ConcurrentDictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly object _lock = new();
    private string[] _names = [];

    /// <summary>The names, indexed by number.</summary>
    public string[] Names => Volatile.Read(ref _names);

    public int NumberOf(string name) => _numbers.TryGetValue(name, out var number) ? number : Add(name);

    /// <summary>The name itself, or <see cref="Other"/> if the table is full.</summary>
    public string Limit(string name)
    {
        var number = NumberOf(name);
        return Names[number];
    }

    private int Append(string name)
    {
        _names = [.. _names, name];
        return _names.Length - 1;
    }

    private int Add(string name)
    {
        lock (_lock)
        {
            // Another thread may have added the name in the meantime.
            if (_numbers.TryGetValue(name, out var number))
            {
                return number;
            }

            name = _names.Length < most ? name : Other;
            return _numbers.GetOrAdd(name, Append);
        }
    }
}
