namespace LlmHttpMetrics.Counting.CountEndpoints;

/// <summary>
/// Leaves an endpoint alone that failed several times in a row, or that asks for it: twice as long each time, with one request at the
/// end of each rest to see whether it is well again.
/// </summary>
internal sealed class EndpointRest(TimeProvider time)
{
    public const int FailuresInARow = 5;
    public static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>An endpoint may ask for more than we would give it, but not to be forgotten.</summary>
    public static readonly TimeSpan LongestAskedFor = TimeSpan.FromHours(1);

    /// <summary>A request that nobody told of is over: none is given more time than this.</summary>
    private static readonly TimeSpan LongestTry = TimeSpan.FromMinutes(1);

    private readonly object _lock = new();
    private long _began;
    private TimeSpan _length;
    private int _failures;
    private int _rests;
    private long? _tried;

    /// <summary>It is not to be asked now.</summary>
    public bool IsResting
    {
        get
        {
            lock (_lock)
            {
                return IsAtRest || IsBeingTried;
            }
        }
    }

    private bool IsAtRest => _length > TimeSpan.Zero && time.GetElapsedTime(_began) < _length;

    private bool IsIll => _failures >= FailuresInARow;

    private bool IsBeingTried => IsIll && _tried is { } began && time.GetElapsedTime(began) <= LongestTry;

    /// <summary>A request may be sent; whoever sends it says how it went.</summary>
    public bool TryBegin()
    {
        lock (_lock)
        {
            if (IsAtRest || IsBeingTried)
            {
                return false;
            }

            _tried = time.GetTimestamp();
            return true;
        }
    }

    /// <summary>It has answered.</summary>
    public void Succeeded()
    {
        lock (_lock)
        {
            _failures = _rests = 0;
            _length = TimeSpan.Zero;
            _tried = null;
        }
    }

    /// <summary>It has not, or not as it should.</summary>
    /// <returns>How long it is left alone; null where it is not.</returns>
    public TimeSpan? Failed(TimeSpan? askedFor)
    {
        lock (_lock)
        {
            _tried = null;
            _failures++;
            var rest = TimeSpan.FromTicks(Math.Clamp((askedFor ?? TimeSpan.Zero).Ticks, 0, LongestAskedFor.Ticks));
            if (IsIll)
            {
                var grown = First * Math.Pow(2, Math.Min(_rests++, 10));
                rest = TimeSpan.FromTicks(Math.Max(rest.Ticks, Math.Min(grown.Ticks, Longest.Ticks)));
            }

            if (rest == TimeSpan.Zero || (IsAtRest && rest <= _length - time.GetElapsedTime(_began)))
            {
                return null;
            }

            _began = time.GetTimestamp();
            _length = rest;
            return rest;
        }
    }
}
