using LlmHttpMetrics.Diagnostics;

namespace LlmHttpMetrics.Counting.CountEndpoints;

/// <summary>Limits the requests per minute: a token bucket that holds one minute's worth and fills steadily.</summary>
internal sealed class RequestAllowance(int perMinute, TimeProvider time)
{
    private readonly object _lock = new();
    private double _left = perMinute;
    private long _last = time.GetTimestamp();

    public bool TryTake()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            _left = Math.Min(perMinute, _left + (time.Between(_last, now).TotalMinutes * perMinute));
            _last = now;
            if (_left < 1)
            {
                return false;
            }

            _left--;
            return true;
        }
    }
}
