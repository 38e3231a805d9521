namespace LlmHttpMetrics.Benchmarks.Pipeline;

/// <summary>Takes events and does nothing with them.</summary>
internal sealed class NoSink : ILlmEventSink
{
    public ValueTask WriteAsync(LlmEvent callEvent, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
