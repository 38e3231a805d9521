using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Telemetry;

/// <summary>
/// Prices the usual call where the meters alone want its cost: a call to a model of late whose answer tells plain tokens. Instruments take a
/// double, which is had without the exact amount and in a fraction of its code. All else is left to <see cref="CostRecording"/>.
/// </summary>
internal static class MeteredCost
{
    /// <summary>Prices a call that has ended; false where it is out of the usual, and nothing has been published.</summary>
    public static bool TryRecord(LlmInstruments instruments, CallRecord call, in CallFigures figures)
    {
        if (call.Response is not { } response || (figures.Input ?? figures.Output) is null || response.Facts.TellsCost || response.Facts.HasOtherKinds
            || response.Facts.HasPasses || response.Facts.UsesHostedTools
            || (!response.Streamed && call.HttpResponse is { } http && CostHeader.IsOn(http)))
        {
            return false;
        }

        if (call.Settings.Prices.Recall(new PricedModel(call.Endpoint.Provider, call.RequestModel, response.Facts.Model, At: 0)) is not { Price.Row: { } row } recent
            || !(recent.Span.IsEver || recent.Span.Holds(call.Timestamp.UtcTicks)))
        {
            return false;
        }

        var input = figures.Input ?? 0;
        var cached = Math.Min(figures.Cached ?? 0, input);
        if (row.Rates(CallUsage.Served(call), input, out _).Plain is not { } rates || (figures.Reasoning > 0 && rates.PricesReasoning))
        {
            return false;
        }

        var cost = rates.Cost(input, cached, figures.Output ?? 0);
        var savings = cached > 0 && instruments.CacheSavings.Enabled ? rates.Savings(cached) : 0;
        if (double.IsNaN(cost + savings))
        {
            return false;
        }

        var tags = call.Tags.OwnWith(LlmTagNames.Currency, row.Currency, LlmTagNames.CostSource, CostSources.Table);
        instruments.Cost.Publish(cost, tags);
        if (savings > 0)
        {
            instruments.CacheSavings.Publish(savings, tags[..^1]);
        }

        call.IsPriced = true;
        return true;
    }
}
