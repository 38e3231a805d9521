using LlmHttpMetrics.Insights.Statistics.Slices;
using LlmHttpMetrics.Text;

namespace LlmHttpMetrics.Insights.Statistics;

/// <summary>
/// The calls with the same provider, model, operation and tag values. Its lock is held only to add numbers, or to add up slices for a snapshot.
/// </summary>
internal sealed class Series(SeriesKey key, StatisticsClock clock)
{
    private readonly object _lock = new();
    private readonly Timeline _timeline = new(clock.Unit(clock.Now));
    private bool _isClosed;

    public SeriesKey Key => key;

    /// <summary>False if the series has been removed by a reset, so that the call belongs to its replacement.</summary>
    public bool TryAddCall(in CallSample call, int error)
    {
        var now = clock.Now;
        lock (_lock)
        {
            if (_isClosed)
            {
                return false;
            }

            _timeline.At(clock.Unit(now)).AddCall(call, error, now);
            return true;
        }
    }

    public void AddTokens(in TokenAmounts tokens, double seconds)
    {
        var unit = clock.Unit(clock.Now);
        lock (_lock)
        {
            _timeline.At(unit).AddTokens(tokens, seconds);
        }
    }

    public void AddCost(int currency, decimal amount, bool isExact)
    {
        var unit = clock.Unit(clock.Now);
        lock (_lock)
        {
            _timeline.At(unit).AddCost(currency, amount, isExact);
        }
    }

    public void AddCostMissing()
    {
        var unit = clock.Unit(clock.Now);
        lock (_lock)
        {
            _timeline.At(unit).AddCostMissing();
        }
    }

    public void AddCapacity(in CapacityCounts input, in CapacityCounts output)
    {
        var unit = clock.Unit(clock.Now);
        lock (_lock)
        {
            _timeline.At(unit).AddCapacity(input, output);
        }
    }

    public void AddFallback(int reason)
    {
        var unit = clock.Unit(clock.Now);
        lock (_lock)
        {
            _timeline.At(unit).AddFallback(reason);
        }
    }

    public void AddUsageMissing()
    {
        var unit = clock.Unit(clock.Now);
        lock (_lock)
        {
            _timeline.At(unit).AddUsageMissing();
        }
    }

    public void AddPriceMissing()
    {
        var unit = clock.Unit(clock.Now);
        lock (_lock)
        {
            _timeline.At(unit).AddPriceMissing();
        }
    }

    /// <inheritdoc cref="Timeline.AddTo"/>
    public void AddTo(ReadOnlySpan<Slice> to, long since)
    {
        var unit = clock.Unit(clock.Now);
        lock (_lock)
        {
            _timeline.At(unit);
            _timeline.AddTo(to, since);
        }
    }

    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
        }
    }
}
