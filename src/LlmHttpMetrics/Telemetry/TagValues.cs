using System.Collections.Concurrent;

namespace LlmHttpMetrics.Telemetry;

/// <summary>
/// The values one tag has had, up to its bound: exporters drop or merge what exceeds theirs, unreliably. Past it a value is
/// <see cref="Other"/>.
/// </summary>
/// <param name="overflowed">Counts a value that was replaced.</param>
internal sealed class TagValues(Action overflowed)
{
    /// <summary>Stands for every value past the bound.</summary>
    public const string Other = "_OTHER";

    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);
    private string? _last;
    private int _count;

    /// <summary>The value, or <see cref="Other"/> where the tag has had as many as it may.</summary>
    /// <param name="value">The value.</param>
    /// <param name="most">How many distinct values the tag may have.</param>
    public string Limit(string value, int most)
    {
        // Most calls of a service name the same model, by the same string.
        if (ReferenceEquals(value, _last))
        {
            return value;
        }

        if (_known.ContainsKey(value) || TryAdd(value, most))
        {
            return _last = value;
        }

        overflowed();
        return Other;
    }

    private bool TryAdd(string value, int most)
    {
        lock (_known)
        {
            // Another thread may have added it since this one looked.
            if (_known.ContainsKey(value))
            {
                return true;
            }

            if (_count >= most)
            {
                return false;
            }

            _known[value] = true;
            _count++;
            return true;
        }
    }
}
