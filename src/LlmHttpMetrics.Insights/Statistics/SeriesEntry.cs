using LlmHttpMetrics.Text;

namespace LlmHttpMetrics.Insights.Statistics;

/// <summary>Where a call was recorded, for what of it is known later.</summary>
internal readonly record struct SeriesEntry
{
    /// <summary>More than any call costs; sums of less cannot overflow.</summary>
    private const decimal MaxCost = 1_000_000_000_000;

    private readonly Series _series;
    private readonly StatisticsNames _names;
    private readonly double _seconds;

    /// <summary>What is still to be known of its cost; null where nothing is.</summary>
    public LateCost? LateCost { get; init; }

    public SeriesEntry(Series series, StatisticsNames names, TimeSpan duration)
    {
        _series = series;
        _names = names;
        _seconds = duration.TotalSeconds;
    }

    /// <summary>Adds the tokens of the call, which were not known when it ended.</summary>
    public void AddTokens(in TokenAmounts tokens) => _series.AddTokens(tokens, _seconds);

    /// <summary>Adds the amount of its text.</summary>
    public void AddCapacity(in CapacityCounts input, in CapacityCounts output) => _series.AddCapacity(input, output);

    /// <summary>Something stands in place of a count.</summary>
    /// <param name="reason">Why, as in <c>llm.fallback.reason</c>.</param>
    public void AddFallback(string reason) => _series.AddFallback(_names.Fallbacks.NumberOf(reason));

    /// <summary>Usage that was still to come will not.</summary>
    public void AddUsageMissing() => _series.AddUsageMissing();

    /// <summary>It has tokens and no price.</summary>
    public void AddPriceMissing() => _series.AddPriceMissing();

    /// <summary>It was answered, and its cost is not known.</summary>
    public void AddCostMissing() => _series.AddCostMissing();

    /// <summary>Adds what the call cost.</summary>
    /// <param name="amount">The amount, exact.</param>
    /// <param name="currency">Its currency (ISO 4217).</param>
    /// <param name="isExact">It rests on no estimate of tokens.</param>
    public void AddCost(decimal amount, string currency, bool isExact = true)
    {
        if (Math.Abs(amount) <= MaxCost)
        {
            _series.AddCost(_names.Currencies.NumberOf(currency), amount, isExact);
        }
    }
}
