using System.Collections.Concurrent;

namespace LlmHttpMetrics.Telemetry;

/// <summary>
/// The values that one tag has had, up to its limit: exporters drop or merge values beyond their own limit in unpredictable ways. Any further value
/// is replaced by <see cref="Other"/>.
/// </summary>
/// <param name="overflowed">Counts a value that was replaced.</param>
internal sealed class TagValues(Action overflowed)
{
    /// <summary>Replaces every value beyond the limit.</summary>
    public const string Other = "_OTHER";

    private readonly ConcurrentDictionary<string, byte> _known = new(StringComparer.Ordinal);
    private string? _last;
    private int _count;

    /// <summary>Returns the value, or <see cref="Other"/> if the tag already has the maximum number of values.</summary>
    /// <param name="value">The value.</param>
    /// <param name="maxValues">The maximum number of distinct values of the tag.</param>
    public string Limit(string value, int maxValues)
    {
        // Most calls of a service name the same model, by the same string.
        if (ReferenceEquals(value, _last))
        {
            return value;
        }

        if (_known.ContainsKey(value) || TryAdd(value, maxValues))
        {
            return _last = value;
        }

        overflowed();
        return Other;
    }

    private bool TryAdd(string value, int maxValues)
    {
        lock (_known)
        {
            if (_count < maxValues && _known.TryAdd(value, default))
            {
                _count++;
            }

            // Another thread can have added it in the meantime.
            return _known.ContainsKey(value);
        }
    }
}
