using LlmHttpMetrics.Prometheus.Exposition;

namespace LlmHttpMetrics.Prometheus.Collecting;

/// <summary>
/// The series of one metric. Tags that have occurred before are found without a lock and without an allocation; new ones are written as labels, and
/// tags with the same labels share a series.
/// </summary>
internal sealed class SeriesTable(LabelWriter labels, SeriesLimit limit, Func<byte[], int, Series> create)
{
    private const int FewSlots = 16;

    private static readonly byte[] OverflowLabels = "otel_metric_overflow=\"true\""u8.ToArray();

    private readonly object _adding = new();
    private Key?[] _keys = new Key?[FewSlots];
    private Series?[] _byLabels = new Series?[FewSlots];
    private Series[] _all = new Series[FewSlots];
    private Series? _overflow;
    private int _keyCount;
    private int _count;

    /// <summary>All series, in the order in which they were added.</summary>
    public ReadOnlySpan<Series> All
    {
        get
        {
            // The counted series are in the array that is read afterwards, or in a longer one.
            var count = Volatile.Read(ref _count);
            return Volatile.Read(ref _all).AsSpan(0, count);
        }
    }

    public Series Find(ReadOnlySpan<KeyValuePair<string, object?>> tags, CallStatus status)
    {
        if (!Key.TryHash(tags, status, out var hash))
        {
            return Add(tags, status, key: null);
        }

        var keys = Volatile.Read(ref _keys);
        for (var key = Volatile.Read(ref keys[hash & (keys.Length - 1)]); key is not null; key = key.Next)
        {
            if (key.Hash == hash && key.Is(tags, status))
            {
                return key.Series;
            }
        }

        return Add(tags, status, hash);
    }

    private Series Add(ReadOnlySpan<KeyValuePair<string, object?>> tags, CallStatus status, int? key)
    {
        lock (_adding)
        {
            using TextBuffer text = new();
            labels.Write(text, tags, status);
            var series = FindOrCreate(text.Written);
            if (series is null)
            {
                limit.Overflow();
                return _overflow ??= Publish(create(OverflowLabels, 0));
            }

            // A different order of the same tags is one more key; a recorder only uses a few orders.
            if (key is { } hash && _keyCount < 2 * (_count + FewSlots))
            {
                Remember(new Key(hash, tags.ToArray(), status, series));
            }

            return series;
        }
    }

    private Series? FindOrCreate(ReadOnlySpan<byte> text)
    {
        HashCode code = default;
        code.AddBytes(text);
        var hash = code.ToHashCode();
        for (var series = _byLabels[hash & (_byLabels.Length - 1)]; series is not null; series = series.Next)
        {
            if (series.Hash == hash && text.SequenceEqual(series.Labels))
            {
                return series;
            }
        }

        if (!limit.TryAdd(_count))
        {
            return null;
        }

        if (_count >= _byLabels.Length)
        {
            var grown = new Series?[_byLabels.Length * 2];
            foreach (var series in All)
            {
                if (series != _overflow)
                {
                    Chain(grown, series);
                }
            }

            _byLabels = grown;
        }

        var added = create(text.ToArray(), hash);
        Chain(_byLabels, added);
        return Publish(added);
    }

    private static void Chain(Series?[] slots, Series series)
    {
        ref var slot = ref slots[series.Hash & (slots.Length - 1)];
        series.Next = slot;
        slot = series;
    }

    private Series Publish(Series series)
    {
        if (_count == _all.Length)
        {
            var grown = new Series[_count * 2];
            _all.CopyTo(grown, 0);
            Volatile.Write(ref _all, grown);
        }

        _all[_count] = series;
        Volatile.Write(ref _count, _count + 1);
        return series;
    }

    /// <summary>Keys are never changed once they can be found: a longer table has its own keys.</summary>
    private void Remember(Key key)
    {
        if (_keyCount >= _keys.Length)
        {
            var grown = new Key?[_keys.Length * 2];
            foreach (var slot in _keys)
            {
                for (var old = slot; old is not null; old = old.Next)
                {
                    Put(grown, old.Copy());
                }
            }

            Volatile.Write(ref _keys, grown);
        }

        Put(_keys, key);
        _keyCount++;
    }

    private static void Put(Key?[] slots, Key key)
    {
        ref var slot = ref slots[key.Hash & (slots.Length - 1)];
        key.Next = slot;
        Volatile.Write(ref slot, key);
    }

    /// <summary>The tags as they were recorded.</summary>
    private sealed class Key(int hash, KeyValuePair<string, object?>[] tags, CallStatus status, Series series)
    {
        public int Hash => hash;

        public Series Series => series;

        public Key? Next { get; set; }

        public Key Copy() => new(hash, tags, status, series);

        /// <summary>False for tags that should not be cached: text that is cut on the page anyway, and objects that can change.</summary>
        public static bool TryHash(ReadOnlySpan<KeyValuePair<string, object?>> tags, CallStatus status, out int hash)
        {
            hash = (tags.Length * 4) + (int)status;
            foreach (var (_, value) in tags)
            {
                switch (value)
                {
                    case string { Length: <= LabelWriter.MaxValueLength } text:
                        hash = (hash * 31) + text.GetHashCode(StringComparison.Ordinal);
                        break;
                    case null:
                        hash *= 31;
                        break;
                    case int or long or bool:
                        hash = (hash * 31) + value.GetHashCode();
                        break;
                    default:
                        return false;
                }
            }

            // The low bits select the slot, and strings that differ only at their end must not share one.
            hash ^= hash >>> 15;
            return true;
        }

        public bool Is(ReadOnlySpan<KeyValuePair<string, object?>> others, CallStatus otherStatus)
        {
            var own = tags;
            if (own.Length != others.Length || status != otherStatus)
            {
                return false;
            }

            for (var i = 0; i < own.Length; i++)
            {
                if (!string.Equals(own[i].Key, others[i].Key, StringComparison.Ordinal) || !SameValue(own[i].Value, others[i].Value))
                {
                    return false;
                }
            }

            return true;
        }

        private static bool SameValue(object? own, object? other) => ReferenceEquals(own, other) || (own is not null && own.Equals(other));
    }
}
