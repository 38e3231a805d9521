using LlmHttpMetrics;

namespace WebApi.Stats;

/// <summary>One model of one provider.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Model">The model; null where no call names one.</param>
/// <param name="Operation">What it is asked for.</param>
/// <param name="Badge">What its figures are worth.</param>
/// <param name="SinceStart">All its calls.</param>
/// <param name="LastFiveMinutes">Those of the last five minutes.</param>
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
