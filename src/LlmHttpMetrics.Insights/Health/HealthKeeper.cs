using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Insights.Health;

/// <summary>Enables measurement for provider health even if nothing else listens. The health itself is recorded by the core, for its gauge.</summary>
internal sealed class HealthKeeper : ICallConsumer
{
    public string Stage => Stages.Statistics;

    public bool IsEnabled => true;

    public void Completed(in CompletedCall call)
    {
        // The core has recorded the outcome.
    }
}
