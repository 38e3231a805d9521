namespace LlmHttpMetrics.Prometheus.Tests.Monitoring;

/// <summary>A sink that takes no second event until it is let go, so that later ones find no room.</summary>
internal sealed class StuckSink : ILlmEventSink
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _released.TrySetResult();

    public async ValueTask WriteAsync(LlmEvent callEvent, CancellationToken cancellationToken) => await _released.Task.WaitAsync(cancellationToken);
}
