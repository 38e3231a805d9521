namespace LlmHttpMetrics.Insights.Statistics.Slices;

/// <summary>
/// The calls of one series in time slices; each call is in exactly one. As slices age they are merged into longer ones: 10 seconds for the last minute,
/// 50 seconds for five minutes, 600 seconds for an hour, then a single slice for everything older. Each window is the sum of some slices and covers its
/// length and up to a sixth of it more.
/// </summary>
internal sealed class Timeline
{
    /// <summary>The unit in which times are numbered.</summary>
    public static readonly TimeSpan Unit = TimeSpan.FromSeconds(10);

    private readonly Level[] _levels = [new(units: 1, reach: 6), new(units: 5, reach: 30), new(units: 60, reach: 360)];
    private readonly Slice _past = new();
    private readonly Stack<Slice> _spare = new();
    private Slice _current = new();
    private long _now;
    private long _pastEnd = long.MinValue;

    public Timeline(long now)
    {
        _now = _current.Group = now;
        _levels[0].Put(_current);
    }

    /// <summary>The slice for the current time.</summary>
    /// <param name="now">The number of the current unit. A number that has already passed is treated as the latest one.</param>
    public Slice At(long now)
    {
        if (now > _now)
        {
            Advance(now);
        }

        return _current;
    }

    /// <summary>Adds the slices to the sums of the three windows and of everything older; each call is added to exactly one sum.</summary>
    /// <param name="since">The first unit to count, as far as the slices resolve it.</param>
    /// <param name="to">The sums of the last minute, the rest of five minutes, the rest of an hour, and everything older.</param>
    public void AddTo(ReadOnlySpan<Slice> to, long since)
    {
        var latest = _now;
        for (var i = 0; i < _levels.Length; i++)
        {
            foreach (var slice in _levels[i].Slices)
            {
                // A longer slice may lack units that are still in shorter ones.
                if (slice is not null && Math.Min(_levels[i].EndOf(slice), latest) >= since)
                {
                    to[i].Add(slice);
                }
            }

            latest = _now - _levels[i].Reach - 1;
        }

        if (_pastEnd >= since)
        {
            to[^1].Add(_past);
        }
    }

    private void Advance(long now)
    {
        _now = now;

        // The longest level first, to make room for slices of the shorter levels.
        for (var i = _levels.Length - 1; i >= 0; i--)
        {
            var level = _levels[i];
            foreach (var slice in level.Slices)
            {
                if (slice is not null && !level.IsInReach(slice, now))
                {
                    level.Take(slice);
                    Age(slice, level.EndOf(slice), from: i + 1);
                }
            }
        }

        _current = _spare.TryPop(out var spare) ? spare : new Slice();
        _current.Group = now;
        _levels[0].Put(_current);
    }

    /// <summary>Moves a slice to the level of its age.</summary>
    private void Age(Slice slice, long end, int from)
    {
        for (var i = from; i < _levels.Length; i++)
        {
            var level = _levels[i];
            var group = level.GroupOf(end);
            if (!level.IsInReach(group, _now))
            {
                continue;
            }

            if (level.Find(group) is { } longer)
            {
                longer.Add(slice);
                Spare(slice);
            }
            else
            {
                slice.Group = group;
                level.Put(slice);
            }

            return;
        }

        _past.Add(slice);
        _pastEnd = Math.Max(_pastEnd, end);
        Spare(slice);
    }

    private void Spare(Slice slice)
    {
        slice.Clear();
        _spare.Push(slice);
    }

    /// <summary>A level: slices of the same length.</summary>
    /// <param name="units">The length of a slice, in units.</param>
    /// <param name="reach">The length of the window, in units.</param>
    private sealed class Level(int units, int reach)
    {
        private readonly Slice?[] _slices = new Slice?[(reach / units) + 2];

        public int Reach => reach;

        public ReadOnlySpan<Slice?> Slices => _slices;

        public long GroupOf(long unit) => unit / units;

        /// <summary>The last unit of the slice.</summary>
        public long EndOf(Slice slice) => EndOf(slice.Group);

        public bool IsInReach(Slice slice, long now) => IsInReach(slice.Group, now);

        /// <summary>Whether the slice is still in the window.</summary>
        public bool IsInReach(long group, long now) => EndOf(group) >= now - reach;

        public Slice? Find(long group) => _slices[group % _slices.Length];

        public void Put(Slice slice) => _slices[slice.Group % _slices.Length] = slice;

        public void Take(Slice slice) => _slices[slice.Group % _slices.Length] = null;

        private long EndOf(long group) => (group * units) + units - 1;
    }
}
