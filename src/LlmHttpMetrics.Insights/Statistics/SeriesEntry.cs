using LlmHttpMetrics.Text;

namespace LlmHttpMetrics.Insights.Statistics;

/// <summary>A recorded call, for amendments.</summary>
internal readonly record struct SeriesEntry
{
    /// <summary>The largest plausible cost of a call; sums of such costs cannot overflow.</summary>
    private const decimal MaxCost = 1_000_000_000_000;

    private readonly Series _series;
    private readonly StatisticsNames _names;
    private readonly double _seconds;

    /// <summary>Tracks whether the cost can still arrive; null if the cost is settled.</summary>
    public LateCost? LateCost { get; init; }

    public SeriesEntry(Series series, StatisticsNames names, TimeSpan duration)
    {
        _series = series;
        _names = names;
        _seconds = duration.TotalSeconds;
    }

    /// <summary>Adds the tokens of the call that were not known when it ended.</summary>
    public void AddTokens(in TokenAmounts tokens) => _series.AddTokens(tokens, _seconds);

    /// <summary>Adds the amount of text.</summary>
    public void AddCapacity(in CapacityCounts input, in CapacityCounts output) => _series.AddCapacity(input, output);

    /// <summary>Counts a fallback.</summary>
    /// <param name="reason">The reason, as in <c>llm.fallback.reason</c>.</param>
    public void AddFallback(string reason) => _series.AddFallback(_names.Fallbacks.NumberOf(reason));

    /// <summary>Counts usage that was expected later and will not arrive.</summary>
    public void AddUsageMissing() => _series.AddUsageMissing();

    /// <summary>Counts a call with tokens but without a price.</summary>
    public void AddPriceMissing() => _series.AddPriceMissing();

    /// <summary>Counts an answered call whose cost is unknown.</summary>
    public void AddCostMissing() => _series.AddCostMissing();

    /// <summary>Adds the cost of the call.</summary>
    /// <param name="amount">The amount, exact.</param>
    /// <param name="currency">Its currency (ISO 4217).</param>
    /// <param name="isExact">Whether the cost is based on exact tokens, or on no tokens.</param>
    public void AddCost(decimal amount, string currency, bool isExact = true)
    {
        if (Math.Abs(amount) <= MaxCost)
        {
            _series.AddCost(_names.Currencies.NumberOf(currency), amount, isExact);
        }
    }
}
