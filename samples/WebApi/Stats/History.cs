using LlmHttpMetrics;

namespace WebApi.Stats;

/// <summary>Reads the statistics every few seconds and keeps the changes for the charts, in a fixed amount of memory.</summary>
internal sealed class History(LlmStatistics statistics, TimeProvider time) : BackgroundService
{
    private const int MaxPoints = 180;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    private readonly object _lock = new();
    private readonly Queue<HistoryPoint> _points = new(MaxPoints);
    private LlmCallStatistics _before = new();

    /// <param name="after">Only steps after this one, in milliseconds of Unix time.</param>
    public HistoryReport Since(long after)
    {
        lock (_lock)
        {
            return new HistoryReport(Step.TotalSeconds, [.. _points.Where(point => point.At > after)]);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Step, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Add(statistics.Snapshot(new LlmStatisticsQuery { GroupBy = [] }));
        }
    }

    private void Add(LlmStatisticsSnapshot snapshot)
    {
        var (now, minute) = snapshot.Series is [var all] ? (all.SinceStart, all.LastMinute) : (new(), new());
        HistoryPoint point = new(
            snapshot.Taken.ToUnixTimeMilliseconds(),
            now.Outcomes.ToDictionary(outcome => outcome.Key, outcome => outcome.Value - _before.Outcomes.GetValueOrDefault(outcome.Key)),
            minute.Latency.Count == 0 ? null : minute.Latency.P50,
            minute.Latency.Count == 0 ? null : minute.Latency.P95,
            minute.TimeToFirstToken.Count == 0 ? null : minute.TimeToFirstToken.P50,
            Difference(TokensOf(now), TokensOf(_before)),
            now.Cost.ToDictionary(cost => cost.Key, cost => cost.Value.Total - _before.Cost.GetValueOrDefault(cost.Key).Total));
        _before = now;
        lock (_lock)
        {
            if (_points.Count == MaxPoints)
            {
                _points.Dequeue();
            }

            _points.Enqueue(point);
        }
    }

    private static Dictionary<string, long> TokensOf(LlmCallStatistics figures) => new()
    {
        ["input"] = figures.InputTokens.Total - figures.CachedInputTokens.Total,
        ["cached"] = figures.CachedInputTokens.Total,
        ["output"] = figures.OutputTokens.Total - figures.ReasoningTokens.Total,
        ["reasoning"] = figures.ReasoningTokens.Total,
    };

    private static Dictionary<string, long> Difference(Dictionary<string, long> now, Dictionary<string, long> before) =>
        now.ToDictionary(kind => kind.Key, kind => Math.Max(0, kind.Value - before[kind.Key]));
}
