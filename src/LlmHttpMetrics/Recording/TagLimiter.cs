using System.Collections.Concurrent;

namespace LlmHttpMetrics.Recording;

/// <summary>Bounds how many values each tag takes: exporters drop or merge what exceeds their own bound, unreliably.</summary>
internal sealed class TagLimiter(LlmInstruments instruments)
{
    /// <summary>Stands for every value past the bound.</summary>
    public const string Other = "_OTHER";

    private readonly ConcurrentDictionary<string, Values> _tags = new(StringComparer.Ordinal);

    /// <summary>The value, or <see cref="Other"/> where the tag has too many already.</summary>
    public string Limit(string tag, string value, int most)
    {
        var values = _tags.GetOrAdd(tag, static _ => new Values());
        if (values.Known.ContainsKey(value) || values.TryAdd(value, most))
        {
            return value;
        }

        instruments.TagsOverflowed.Add(1, new KeyValuePair<string, object?>(LlmTagNames.Tag, tag));
        return Other;
    }

    private sealed class Values
    {
        private int _count;

        public ConcurrentDictionary<string, bool> Known { get; } = new(StringComparer.Ordinal);

        public bool TryAdd(string value, int most)
        {
            if (Interlocked.Increment(ref _count) > most)
            {
                Interlocked.Decrement(ref _count);
                return false;
            }

            if (!Known.TryAdd(value, true))
            {
                Interlocked.Decrement(ref _count);
            }

            return true;
        }
    }
}
