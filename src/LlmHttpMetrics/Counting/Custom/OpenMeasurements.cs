using System.Collections.Concurrent;
using LlmHttpMetrics.Diagnostics.Background;

namespace LlmHttpMetrics.Counting.Custom;

/// <summary>The calls of a service provider that strategies of the application are measuring.</summary>
internal sealed class OpenMeasurements : IPendingWork
{
    private readonly ConcurrentDictionary<StrategyMeasurement, bool> _open = [];

    public void Add(StrategyMeasurement measurement) => _open.TryAdd(measurement, true);

    public void Remove(StrategyMeasurement measurement) => _open.TryRemove(measurement, out _);

    /// <summary>Waits until the strategies have measured all calls that ended before this method was called.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_open.Keys.Select(measurement => measurement.Completion)).WaitAsync(cancellationToken);
}
