using LlmHttpMetrics;

namespace WebApi.Stats;

/// <summary>One model of one provider.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Model">The model; null if no call names one.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Badge">The quality of its figures.</param>
/// <param name="SinceStart">Statistics of all its calls.</param>
/// <param name="LastFiveMinutes">Statistics of the last five minutes.</param>
internal sealed record ModelReport(
    string? Provider,
    string? Model,
    string? Operation,
    Badge Badge,
    LlmCallStatistics SinceStart,
    LlmCallStatistics LastFiveMinutes)
{
    public static ModelReport Of(LlmSeriesStatistics series) =>
        new(series.Provider, series.Model, series.Operation, Badge.Of(series.SinceStart), series.SinceStart, series.LastFiveMinutes);
}
