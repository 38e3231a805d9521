using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Insights.Statistics;

/// <summary>Records calls in the statistics.</summary>
internal sealed class StatisticsConsumer(LlmStatistics statistics) : ICallConsumer
{
    public string Stage => Stages.Statistics;

    public bool IsEnabled => true;

    public bool NeedsCost => true;

    public void Completed(in CompletedCall call)
    {
        var entry = statistics.Record(SampleOf(call));
        if (call.Record.IsStrategyUnknown)
        {
            entry.AddFallback(FallbackReasons.UnknownStrategy);
        }

        if (call.Record.Capacity is { } capacity)
        {
            entry.AddCapacity(capacity.Input, capacity.Output);
        }

        var isCostLate = AddCost(entry, call);
        call.Pending?.Keep(this, isCostLate ? entry with { LateCost = new LateCost(call.Record.AwaitsUsage) } : entry);
    }

    public void Amended(CallAmendment amendment)
    {
        if (amendment.Call.Kept(this) is not SeriesEntry entry)
        {
            return;
        }

        if (amendment.Tokens is { } tokens)
        {
            entry.AddTokens(AmountsOf(tokens));
        }

        if (amendment.FallbackReason is { } reason)
        {
            entry.AddFallback(reason);
        }

        if (amendment.Capacity is { } capacity)
        {
            entry.AddCapacity(capacity.Input, capacity.Output);
        }

        if (amendment.IsUsageMissing)
        {
            entry.AddUsageMissing();
        }

        AddCost(entry, amendment);
    }

    /// <summary>Adds the cost that is known when the call ends. Returns true if the cost may arrive later.</summary>
    private static bool AddCost(in SeriesEntry entry, in CompletedCall call)
    {
        if (call.Cost is { } cost)
        {
            entry.AddCost(cost.Amount, cost.Currency);
            return false;
        }

        if (call.Record.IsPriceMissing)
        {
            entry.AddPriceMissing();
        }

        if (!call.Record.IsAnswered)
        {
            return false;
        }

        var isLate = call.Pending is not null && !call.Record.IsPriceMissing;
        if (!isLate)
        {
            entry.AddCostMissing();
        }

        return isLate;
    }

    private static void AddCost(in SeriesEntry entry, CallAmendment amendment)
    {
        if (amendment.Cost is { } cost)
        {
            // A cost without tokens is reported by the provider or comes from a price that does not depend on tokens.
            entry.AddCost(cost.Amount, cost.Currency, isExact: amendment.Tokens is not { } tokens || (tokens.IsExact && tokens.OutputSource is null));
        }
        else if (amendment.IsPriceMissing)
        {
            entry.AddPriceMissing();
        }

        if (entry.LateCost?.TryEnd(amendment) == true && amendment.Cost is null)
        {
            entry.AddCostMissing();
        }
    }

    private static TokenAmounts AmountsOf(LateTokens tokens) => new(tokens.Input, tokens.Output, tokens.CachedInput, tokens.CacheWrite, tokens.Reasoning)
    {
        Origin = tokens.Confidence is { } confidence ? new(tokens.Source, confidence, tokens.IsExact) : null,
        OfOutput = tokens.OutputSource is { } output ? new(output, tokens.OutputConfidence, IsExact: false) : null,
    };

    private static CallSample SampleOf(in CompletedCall call)
    {
        ref readonly var figures = ref call.Figures;
        return new()
        {
            Provider = call.Record.Endpoint.Provider,
            Model = call.Record.RequestModel ?? call.Record.ResponseModel,
            Operation = call.Record.Operation,
            ClientName = call.Record.ClientName,
            Scope = call.Record.Call,
            Outcome = call.Record.Outcome.Word,
            ErrorType = call.Record.Outcome.ErrorType,
            Duration = figures.Duration,
            TimeToFirstToken = figures.TimeToFirstToken,
            Tokens = new(figures.Input, figures.Output, figures.Cached, figures.CacheWrite, figures.Reasoning),
            IsUsageMissing = figures.UsageMissing,
        };
    }
}
