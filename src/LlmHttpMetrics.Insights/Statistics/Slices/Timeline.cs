namespace LlmHttpMetrics.Insights.Statistics.Slices;

/// <summary>
/// The calls of one series in slices of time, each call in one of them. As they age slices become part of longer ones: of 10 seconds
/// for a minute, of 50 for five minutes, of 600 for an hour, then of the one that holds all before. So every window is the sum of
/// some slices, and reaches back over its length and up to a sixth of it more.
/// </summary>
internal sealed class Timeline
{
    /// <summary>Times are numbered in units of this.</summary>
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

    /// <summary>The slice for what happens now.</summary>
    /// <param name="now">The number of the unit of time. One that has passed already is taken for the last one.</param>
    public Slice At(long now)
    {
        if (now > _now)
        {
            Advance(now);
        }

        return _current;
    }

    /// <summary>Adds the slices to those of the three windows, and what is older to a fourth; a call is added to one of the four.</summary>
    /// <param name="since">The number of the unit from which calls count; as far as slices tell them apart.</param>
    /// <param name="to">Get the last minute, the rest of five minutes, the rest of an hour, and the rest.</param>
    public void AddTo(ReadOnlySpan<Slice> to, long since)
    {
        var latest = _now;
        for (var i = 0; i < _levels.Length; i++)
        {
            foreach (var slice in _levels[i].Slices)
            {
                // A longer slice may have begun without the units that the shorter ones still have.
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

        // Those of the longer ones first, so that there is room where the shorter ones go.
        for (var i = _levels.Length - 1; i >= 0; i--)
        {
            var level = _levels[i];
            foreach (var slice in level.Slices)
            {
                if (slice is not null && !level.Holds(slice, now))
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

    /// <summary>Makes a slice part of the level that its age has come to.</summary>
    private void Age(Slice slice, long end, int from)
    {
        for (var i = from; i < _levels.Length; i++)
        {
            var level = _levels[i];
            var group = level.GroupOf(end);
            if (!level.Holds(group, _now))
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

    /// <summary>Slices of one length.</summary>
    /// <param name="units">Their length.</param>
    /// <param name="reach">How far back the window reaches that ends with them.</param>
    private sealed class Level(int units, int reach)
    {
        private readonly Slice?[] _slices = new Slice?[(reach / units) + 2];

        public int Reach => reach;

        public ReadOnlySpan<Slice?> Slices => _slices;

        public long GroupOf(long unit) => unit / units;

        /// <summary>The last unit of the slice.</summary>
        public long EndOf(Slice slice) => EndOf(slice.Group);

        public bool Holds(Slice slice, long now) => Holds(slice.Group, now);

        /// <summary>Such a slice is still in reach.</summary>
        public bool Holds(long group, long now) => EndOf(group) >= now - reach;

        public Slice? Find(long group) => _slices[group % _slices.Length];

        public void Put(Slice slice) => _slices[slice.Group % _slices.Length] = slice;

        public void Take(Slice slice) => _slices[slice.Group % _slices.Length] = null;

        private long EndOf(long group) => (group * units) + units - 1;
    }
}
