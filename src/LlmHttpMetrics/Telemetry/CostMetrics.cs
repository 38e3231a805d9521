using System.Diagnostics.Metrics;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Pricing;

namespace LlmHttpMetrics.Telemetry;

/// <summary>Adds up the cost of calls, and counts calls that have no price.</summary>
internal sealed class CostMetrics(Meter meter) : ICallConsumer
{
    private readonly Counter<double> _cost = meter.CreateCounter<double>(LlmInstrumentNames.Cost, unit: null, "Cost of calls, in the currency of the tag.");
    private readonly Counter<double> _savings = meter.CreateCounter<double>(
        LlmInstrumentNames.CacheSavings, unit: null, "Amount saved by reading input from a cache, in the currency of the tag.");

    private readonly Counter<double> _premium = meter.CreateCounter<double>(
        LlmInstrumentNames.CacheWritePremium, unit: null, "Additional cost of input written to a cache over other input, in the currency of the tag.");

    private readonly Counter<long> _priceMissing =
        meter.CreateCounter<long>(LlmInstrumentNames.PriceMissing, "{request}", "Calls whose tokens are known but whose price is not.");

    public bool IsEnabled => _cost.Enabled || _priceMissing.Enabled || _savings.Enabled || _premium.Enabled;

    public bool NeedsCost => IsEnabled;

    public void Completed(in CompletedCall call)
    {
        var tags = call.Record.Tags.Own;
        if (call.Cost is { } cost)
        {
            Add(cost, call.Record.Usage, TokenWords.FromProvider, tags);
        }
        else if (call.Record.IsPriceMissing)
        {
            _priceMissing.Publish(1, tags);
        }
    }

    public void Amended(CallAmendment amendment)
    {
        if (amendment.Cost is { } cost)
        {
            Add(cost, amendment.Usage, amendment.Tokens?.WeakestSource ?? TokenWords.FromProvider, amendment.Call.Tags);
        }
        else if (amendment.IsPriceMissing)
        {
            _priceMissing.Publish(1, amendment.Call.Tags);
        }
    }

    private void Add(in Cost cost, Usage? usage, string tokenSource, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        TagBuffer all = default;
        var ofCost = all.Fill(
            tags, new(LlmTagNames.Currency, cost.Currency), new(LlmTagNames.TokenSource, tokenSource), new(LlmTagNames.CostSource, cost.Source));
        _cost.Publish((double)cost.Amount, ofCost);
        if (usage is not null && cost is { Method: LlmCostMethods.TokenBased, Rates: { } rates })
        {
            AddCache(usage, rates, cost.Breakdown, ofCost[..^2]);
        }
    }

    private void AddCache(Usage usage, RateSet rates, CostBreakdown? breakdown, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if ((usage.CacheRead > 0 || breakdown is not null) && _savings.Enabled
            && (breakdown?.CacheSavings ?? CostOfUsage.CacheSavings(usage, rates)) is > 0 and var savings)
        {
            _savings.Publish((double)savings, tags);
        }

        if ((usage.WritesCache || breakdown is not null) && _premium.Enabled
            && (breakdown?.CacheWritePremium ?? CostOfUsage.CacheWritePremium(usage, rates)) is > 0 and var premium)
        {
            _premium.Publish((double)premium, tags);
        }
    }
}
