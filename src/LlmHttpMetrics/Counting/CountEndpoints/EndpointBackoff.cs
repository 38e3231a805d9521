namespace LlmHttpMetrics.Counting.CountEndpoints;

/// <summary>
/// Stops calling an endpoint that failed several times in a row, or that asks for a pause. The delay doubles each time, and after it a single request
/// probes whether the endpoint works again.
/// </summary>
internal sealed class EndpointBackoff(TimeProvider time)
{
    public const int FailuresInARow = 5;
    public static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(10);

    /// <summary>An endpoint may ask for a longer delay than <see cref="MaxDelay"/>, but at most for this one.</summary>
    public static readonly TimeSpan MaxRequestedDelay = TimeSpan.FromHours(1);

    /// <summary>A request whose result was never reported counts as finished after this time; no request takes longer.</summary>
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromMinutes(1);

    private readonly object _lock = new();
    private long _began;
    private TimeSpan _delay;
    private int _failures;
    private int _delays;
    private long? _probed;

    /// <summary>Whether the endpoint must not be called now.</summary>
    public bool IsPaused
    {
        get
        {
            lock (_lock)
            {
                return IsInDelay || IsProbing;
            }
        }
    }

    private bool IsInDelay => _delay > TimeSpan.Zero && time.GetElapsedTime(_began) < _delay;

    private bool IsFailing => _failures >= FailuresInARow;

    private bool IsProbing => IsFailing && _probed is { } began && time.GetElapsedTime(began) <= ProbeTimeout;

    /// <summary>Returns true if a request may be sent; its sender must then report the result.</summary>
    public bool TryBegin()
    {
        lock (_lock)
        {
            if (IsInDelay || IsProbing)
            {
                return false;
            }

            _probed = time.GetTimestamp();
            return true;
        }
    }

    /// <summary>Reports that the endpoint has answered.</summary>
    public void Succeeded()
    {
        lock (_lock)
        {
            _failures = _delays = 0;
            _delay = TimeSpan.Zero;
            _probed = null;
        }
    }

    /// <summary>Reports that the endpoint has failed.</summary>
    /// <returns>How long the endpoint is not called; null if it can be called.</returns>
    public TimeSpan? Failed(TimeSpan? requested)
    {
        lock (_lock)
        {
            _probed = null;
            _failures++;
            var delay = TimeSpan.FromTicks(Math.Clamp((requested ?? TimeSpan.Zero).Ticks, 0, MaxRequestedDelay.Ticks));
            if (IsFailing)
            {
                var grown = FirstDelay * Math.Pow(2, Math.Min(_delays++, 10));
                delay = TimeSpan.FromTicks(Math.Max(delay.Ticks, Math.Min(grown.Ticks, MaxDelay.Ticks)));
            }

            if (delay == TimeSpan.Zero || (IsInDelay && delay <= _delay - time.GetElapsedTime(_began)))
            {
                return null;
            }

            _began = time.GetTimestamp();
            _delay = delay;
            return delay;
        }
    }
}
