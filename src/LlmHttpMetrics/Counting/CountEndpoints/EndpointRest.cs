namespace LlmHttpMetrics.Counting.CountEndpoints;

/// <summary>
/// Stops calling an endpoint that failed several times in a row, or that asks for a pause. The delay doubles each time, and after it a single request
/// probes whether the endpoint works again.
/// </summary>
internal sealed class EndpointRest(TimeProvider time)
{
    public const int FailuresInARow = 5;
    public static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>An endpoint may ask for a longer delay than our own maximum, but not for an unlimited one.</summary>
    public static readonly TimeSpan LongestAskedFor = TimeSpan.FromHours(1);

    /// <summary>A request whose result was never reported counts as finished after this time; no request takes longer.</summary>
    private static readonly TimeSpan LongestTry = TimeSpan.FromMinutes(1);

    private readonly object _lock = new();
    private long _began;
    private TimeSpan _length;
    private int _failures;
    private int _rests;
    private long? _tried;

    /// <summary>Whether the endpoint must not be called now.</summary>
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

    /// <summary>Returns true if a request may be sent; its sender must then report the result.</summary>
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

    /// <summary>Reports that the endpoint has answered.</summary>
    public void Succeeded()
    {
        lock (_lock)
        {
            _failures = _rests = 0;
            _length = TimeSpan.Zero;
            _tried = null;
        }
    }

    /// <summary>Reports that the endpoint has failed.</summary>
    /// <returns>How long the endpoint is not called; null if it can be called.</returns>
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
