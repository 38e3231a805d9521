using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Insights.Health;

/// <summary>Has calls measured for the health of their providers also where nothing else listens. The core keeps the health itself, for its gauge.</summary>
internal sealed class HealthKeeper : ICallConsumer
{
    public string Stage => Stages.Statistics;

    public bool IsEnabled => true;

    public void Completed(in CompletedCall call)
    {
        // The core has recorded how the call ended.
    }
}
