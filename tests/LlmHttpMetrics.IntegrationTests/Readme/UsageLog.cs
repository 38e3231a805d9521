namespace LlmHttpMetrics.IntegrationTests.Readme;

/// <summary>The sink that docs/getting-started.md registers.</summary>
internal sealed class UsageLog : ILlmEventSink
{
    public List<LlmEvent> Events { get; } = [];

    public ValueTask WriteAsync(LlmEvent callEvent, CancellationToken cancellationToken)
    {
        Events.Add(callEvent);
        return ValueTask.CompletedTask;
    }
}
