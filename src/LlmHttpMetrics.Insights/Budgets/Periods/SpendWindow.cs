namespace LlmHttpMetrics.Insights.Budgets.Periods;

/// <summary>The amounts spent recently, in a ring of time slices.</summary>
internal sealed class SpendWindow(TimeSpan slice, int count)
{
    private readonly decimal[] _amounts = new decimal[count];
    private readonly long[] _numbers = new long[count];

    public void Add(long time, decimal amount, long now)
    {
        var last = now / slice.Ticks;
        var number = Math.Min(time / slice.Ticks, last);
        if (number <= last - count)
        {
            return;
        }

        var at = number % count;
        if (_numbers[at] != number)
        {
            _numbers[at] = number;
            _amounts[at] = 0;
        }

        _amounts[at] += amount;
    }

    /// <summary>The average amount per hour.</summary>
    /// <param name="now">The current time, in UTC ticks.</param>
    /// <param name="since">The start of recording, in UTC ticks.</param>
    /// <param name="least">The shortest time to average over.</param>
    public decimal PerHour(long now, long since, TimeSpan least)
    {
        var last = now / slice.Ticks;
        var first = last - count + 1;
        var sum = 0m;
        for (var i = 0; i < count; i++)
        {
            if (_numbers[i] >= first && _numbers[i] <= last)
            {
                sum += _amounts[i];
            }
        }

        var covered = Math.Max(now - Math.Max(first * slice.Ticks, since), least.Ticks);
        return sum / ((decimal)covered / TimeSpan.TicksPerHour);
    }
}
