using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Insights.Statistics.Sketches;
using LlmHttpMetrics.Insights.Statistics.Slices;
using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Providers.OpenAi;

namespace LlmHttpMetrics.Insights.Statistics;

/// <summary>Adds up the slices of series to statistics per period. Used by one thread, for one snapshot.</summary>
internal sealed class PeriodReader(StatisticsClock clock, StatisticsNames names, long since)
{
    private static readonly int[] Percents = [50, 75, 90, 95, 99];

    private static readonly LlmStatisticsPeriod[] Periods =
        [LlmStatisticsPeriod.LastMinute, LlmStatisticsPeriod.LastFiveMinutes, LlmStatisticsPeriod.LastHour, LlmStatisticsPeriod.SinceStart];

    private readonly Slice[] _sums = Array.ConvertAll(Periods, _ => new Slice());
    private readonly double[] _percentiles = new double[Percents.Length];

    /// <summary>The statistics by period; null if there are no calls.</summary>
    public LlmCallStatistics[]? Read(IEnumerable<Series> group)
    {
        foreach (var sum in _sums)
        {
            sum.Clear();
        }

        foreach (var series in group)
        {
            series.AddTo(_sums, since);
        }

        // Up to here, each sum excludes the shorter periods.
        for (var i = 1; i < _sums.Length; i++)
        {
            _sums[i].Add(_sums[i - 1]);
        }

        if (_sums[^1].Latency.Count == 0)
        {
            return null;
        }

        var periods = new LlmCallStatistics[Periods.Length];
        for (var i = 0; i < Periods.Length; i++)
        {
            periods[(int)Periods[i]] = FiguresOf(_sums[i]);
        }

        return periods;
    }

    private LlmCallStatistics FiguresOf(Slice slice)
    {
        var (successes, judged) = (0L, 0L);
        Dictionary<string, long> outcomes = [];
        for (var i = 0; i < slice.Outcomes.Length; i++)
        {
            if (slice.Outcomes[i] is > 0 and var calls)
            {
                outcomes.Add(OutcomeOrder.Words[i], calls);
                judged += OutcomeOrder.IsJudged(i) ? calls : 0;
                successes += OutcomeOrder.IsSuccess(i) ? calls : 0;
            }
        }

        return new LlmCallStatistics
        {
            Requests = slice.Latency.Count,
            Outcomes = outcomes,
            Errors = ErrorsOf(slice),
            JudgedRequests = judged,
            SuccessShare = judged == 0 ? null : (double)successes / judged,
            Latency = DistributionOf(slice.Latency),
            TimeToFirstToken = DistributionOf(slice.FirstToken),
            InputTokens = TokensOf(slice.Input),
            OutputTokens = TokensOf(slice.Output),
            CachedInputTokens = TokensOf(slice.CachedInput),
            CacheWriteTokens = TokensOf(slice.CacheWrite),
            ReasoningTokens = TokensOf(slice.Reasoning),
            OutputTokensPerSecond = slice.OutputSeconds > 0 ? slice.Output.Total / slice.OutputSeconds : null,
            Cost = CostsOf(slice),
            TokenSources = SourcesOf(slice),
            InputCapacity = CapacityOf(slice, 0),
            OutputCapacity = CapacityOf(slice, 1),
            UsageMissing = slice.UsageMissing,
            PriceMissing = slice.PriceMissing,
            CostMissing = slice.CostMissing,
            Fallbacks = FallbacksOf(slice),
            First = slice.Latency.Count == 0 ? null : clock.TimeOf(slice.FirstEnd),
            Last = slice.Latency.Count == 0 ? null : clock.TimeOf(slice.LastEnd),
        };
    }

    private Dictionary<string, long> ErrorsOf(Slice slice)
    {
        Dictionary<string, long> byType = [];
        for (var i = 0; i < slice.Errors.Length; i++)
        {
            if (slice.Errors[i] > 0)
            {
                byType.Add(names.Errors.Names[i], slice.Errors[i]);
            }
        }

        return byType;
    }

    private Dictionary<string, LlmCostStatistics> CostsOf(Slice slice)
    {
        Dictionary<string, LlmCostStatistics> byCurrency = [];
        for (var i = 0; i < slice.Costs.Length; i++)
        {
            ref readonly var cost = ref slice.Costs[i];
            if (cost.Calls > 0)
            {
                byCurrency.Add(names.Currencies.Names[i], new LlmCostStatistics
                {
                    Total = cost.Total,
                    Calls = cost.Calls,
                    Estimated = cost.Estimated,
                    EstimatedCalls = cost.EstimatedCalls,
                });
            }
        }

        return byCurrency;
    }

    private static Dictionary<string, LlmTokenSourceStatistics> SourcesOf(Slice slice)
    {
        Dictionary<string, LlmTokenSourceStatistics> bySource = [];
        for (var i = 0; i < slice.Sources.Length; i++)
        {
            ref readonly var source = ref slice.Sources[i];
            if (source.Calls > 0)
            {
                bySource.Add(SourceOrder.Words[i], new LlmTokenSourceStatistics
                {
                    InputTokens = TokensOf(source.Input),
                    OutputTokens = TokensOf(source.Output),
                    Calls = source.Calls,
                    ExactCalls = source.ExactCalls,
                    Confidence = source.RatedCalls == 0 ? null : source.Confidence / source.RatedCalls,
                });
            }
        }

        return bySource;
    }

    private static LlmCapacityStatistics CapacityOf(Slice slice, int direction)
    {
        if (slice.Capacity.IsEmpty)
        {
            return default;
        }

        ref readonly var amount = ref slice.Capacity[direction];
        return new LlmCapacityStatistics
        {
            Calls = amount.Calls,
            Characters = amount.Counts.Characters,
            Words = amount.Counts.Words,
            Bytes = amount.Counts.Bytes,
            Lines = amount.Counts.Lines,
        };
    }

    private Dictionary<string, long> FallbacksOf(Slice slice)
    {
        Dictionary<string, long> byReason = [];
        for (var i = 0; i < slice.Fallbacks.Length; i++)
        {
            if (slice.Fallbacks[i] > 0)
            {
                byReason.Add(names.Fallbacks.Names[i], slice.Fallbacks[i]);
            }
        }

        return byReason;
    }

    private static LlmTokenStatistics TokensOf(in Amount amount) => new() { Total = amount.Total, Calls = amount.Calls };

    private LlmDistribution DistributionOf(Sketch sketch)
    {
        if (sketch.Count == 0)
        {
            return LlmDistribution.Empty;
        }

        sketch.Percentiles(Percents, _percentiles);
        return new LlmDistribution
        {
            Count = sketch.Count,
            Sum = sketch.Sum,
            Min = sketch.Least,
            Max = sketch.Greatest,
            Mean = sketch.Mean,
            StandardDeviation = sketch.StandardDeviation,
            P50 = _percentiles[0],
            P75 = _percentiles[1],
            P90 = _percentiles[2],
            P95 = _percentiles[3],
            P99 = _percentiles[4],
        };
    }
}
