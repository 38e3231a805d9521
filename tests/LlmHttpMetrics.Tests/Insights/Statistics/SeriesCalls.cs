using LlmHttpMetrics.Insights.Statistics;

namespace LlmHttpMetrics.Tests.Insights.Statistics;

/// <summary>Statistics by a clock that is moved by hand, and calls for them.</summary>
internal sealed class SeriesCalls
{
    public SeriesCalls(Action<LlmStatisticsOptions>? configure = null)
    {
        LlmStatisticsOptions options = new() { TimeProvider = Time };
        configure?.Invoke(options);
        Statistics = new LlmStatistics(options);
    }

    public ManualTimeProvider Time { get; } = new();

    public LlmStatistics Statistics { get; }

    public SeriesEntry Add(
        string provider = "p", string? model = "m", string operation = "chat", double seconds = 1, string outcome = LlmOutcomes.Completed,
        string? error = null, LlmCallInfo? scope = null, string client = "") =>
        Statistics.Record(new CallSample
        {
            Provider = provider,
            Model = model,
            Operation = operation,
            ClientName = client,
            Scope = scope,
            Outcome = outcome,
            ErrorType = error,
            Duration = TimeSpan.FromSeconds(seconds),
        });

    /// <summary>Providers, models and requests, in order.</summary>
    public string Lines(LlmStatisticsQuery? query = null) => string.Join(
        ", ", Statistics.Snapshot(query).Series.Select(
            series => string.Join(' ', [series.Provider ?? "-", series.Model ?? "-", .. series.Tags.Values, series.SinceStart.Requests])));
}
