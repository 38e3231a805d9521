using LlmHttpMetrics.Interception;
using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Insights.Budgets.Reserving;

/// <summary>
/// Estimates the cost of a call before it is sent: the maximum cost if the request limits the length of the answer, otherwise the average cost of such
/// calls.
/// </summary>
internal sealed class CostEstimator(UsageTable learned)
{
    /// <summary>More than any model generates; prevents overflow through values that the caller supplies.</summary>
    private const double MostOutput = 1_000_000_000;

    private const int MostChoices = 128;

    /// <summary>The estimate; null if no price is known.</summary>
    /// <param name="prices">The prices of the client.</param>
    /// <param name="endpoint">The endpoint of the request.</param>
    /// <param name="call">The call.</param>
    /// <param name="request">The parsed request; null if it could not be read.</param>
    /// <param name="length">The length of the body, in bytes; null if unknown.</param>
    public CallCost? Estimate(PriceBook prices, Endpoint endpoint, in BudgetedCall call, PeekedRequest? request, long? length)
    {
        var model = call.Model ?? learned.LastModel(call.Provider);
        var means = learned.Means(call.Provider, call.Model);
        Usage usage = new()
        {
            IsServed = true,
            Confidence = 1,
            Served = new ServedAs(Tier: request?.Reader.Word(RequestParameter.ServiceTier), Location: endpoint.Location),
        };
        PricedModel priced = new(call.Provider, model, ResponseModel: null, call.Time);
        var cost = request is not null && MostOutputOf(request) is { } output
            ? AtMost(prices, priced, usage, request, output, means)
            : Expected(prices, priced, usage, request is null ? length : InputBound.LengthWithoutData(request), means);
        return cost is { } known ? new CallCost(known.Amount, known.Currency) : null;
    }

    /// <summary>The maximum number of output tokens that the request allows; null if it sets no limit.</summary>
    private static long? MostOutputOf(PeekedRequest request)
    {
        if (request.Reader.Number(RequestParameter.MaxTokens) is not { } tokens || !(tokens >= 0))
        {
            return null;
        }

        var choices = request.Reader.Number(RequestParameter.ChoiceCount) is { } count ? Math.Clamp(count, 1, MostChoices) : 1;
        return (long)Math.Min(tokens * choices, MostOutput);
    }

    private static (decimal Amount, string Currency)? AtMost(
        PriceBook prices, in PricedModel model, Usage usage, PeekedRequest request, long output, in UsageMeans means)
    {
        usage.Input = InputBound.Of(request, means);
        usage.Output = output;
        usage.Characters = request.Body.Length + output;
        return ExpectedCost.AtMost(prices, model, usage, InputBound.KindsOf(request));
    }

    private static (decimal Amount, string Currency)? Expected(PriceBook prices, in PricedModel model, Usage usage, long? length, in UsageMeans means)
    {
        usage.Input = (long)Math.Ceiling(length is { } bytes ? bytes * means.InputPerByte : means.Input);
        usage.Output = (long)Math.Ceiling(means.Output);
        usage.Characters = (length ?? 0) + usage.Output.Value;
        return ExpectedCost.Of(prices, model, usage);
    }
}
