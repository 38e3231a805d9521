using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Counting.CountEndpoints;
using LlmHttpMetrics.Counting.Custom;
using LlmHttpMetrics.Counting.Tokens;
using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Text;

namespace LlmHttpMetrics.Counting;

/// <summary>Decides how the calls of a client are measured in addition to the provider's figures, and starts the measurements.</summary>
internal sealed class CallCounting(
    CountingSettings settings, TokenCountQueue queue, StrategyMeasurements measurements, CountEndpointTable? endpoints)
{
    /// <inheritdoc cref="StrategyResolver.Unreachable"/>
    public IEnumerable<(int Rule, int Earlier)> UnreachableRules => settings.Strategies.Unreachable();

    /// <summary>Determines what the text of a call is needed for, before it is known which rule applies.</summary>
    /// <param name="scope">The information that the caller provided for the call.</param>
    /// <param name="providerCounts">Whether the provider may be asked to count the tokens of the call.</param>
    public TextNeeds Needs(LlmCallInfo? scope, bool providerCounts)
    {
        var countsHere = settings.CountsLocally || settings.Compares;
        var (capacity, tokens, own) = settings.Strategies.Needs(scope, countsHere || providerCounts);
        return new(capacity, own || (tokens && countsHere));
    }

    /// <summary>The endpoint with which the provider may be asked to count a call; null if it may not be asked.</summary>
    /// <param name="endpoint">The endpoint of the call.</param>
    /// <param name="scope">The information that the caller provided for the call.</param>
    public CountEndpoint? EndpointOf(Endpoint endpoint, LlmCallInfo? scope) =>
        endpoint.Counted && endpoints?.Find(endpoint.Format.CountApi, endpoint.ServerAddress, (int)endpoint.ServerPort) is { } found
        && settings.Strategies.Needs(scope, locally: true).Tokens
            ? found
            : null;

    /// <summary>Decides how a call that has ended is measured, and sets that on its record.</summary>
    /// <returns>How its tokens are to be counted; null if they are not.</returns>
    public CountNeed? Plan(CallRecord call, in CallFigures figures, CountEndpoint? endpoint)
    {
        call.Plan = settings.Strategies.Resolve(call.Call, call.Endpoint.Provider, call.RequestModel, call.Operation, out var unknown);
        call.IsStrategyUnknown = unknown;
        return CountNeed.Of(call, figures, settings, endpoint is not null, queue.Samples);
    }

    /// <summary>Starts to measure a call that has been passed to its consumers.</summary>
    public void Start(CallRecord call, in CallFigures figures, PendingCall pending, CountNeed? need, CountEndpoint? endpoint)
    {
        measurements.Start(call, figures, pending);
        if (need is { } tokens)
        {
            queue.Measure(PendingCounts.Of(call, pending, tokens, settings, endpoint));
        }
    }
}
