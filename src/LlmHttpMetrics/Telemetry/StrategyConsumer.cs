using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Telemetry;

/// <summary>Publishes the values of the application's strategies for the calls of one client.</summary>
/// <param name="metrics">The metrics that publish the values.</param>
/// <param name="maxTagValues">The maximum number of distinct values of a tag.</param>
internal sealed class StrategyConsumer(StrategyMetrics metrics, int maxTagValues) : ICallConsumer
{
    public string Stage => Stages.Strategy;

    public bool IsEnabled => metrics.IsEnabled;

    public void Completed(in CompletedCall call)
    {
        // Strategies measure a call after it has ended.
    }

    public void Amended(CallAmendment amendment)
    {
        if (amendment.Values is { } values)
        {
            metrics.Record(values, amendment.Call.Tags, maxTagValues);
        }
    }
}
