using LlmHttpMetrics;

namespace WebApi.Stats;

/// <summary>A missing item that reduces the quality of the figures.</summary>
/// <param name="Kind">One of the constants below, or the reason of a fallback as in <c>llm.fallback.reason</c>.</param>
/// <param name="Provider">The provider.</param>
/// <param name="Model">The model.</param>
/// <param name="Calls">The number of calls affected.</param>
/// <param name="InPlace">The fallback: <c>estimate</c> or <c>capacity</c>; null for none.</param>
internal sealed record Warning(string Kind, string? Provider, string? Model, long Calls, string? InPlace = null)
{
    /// <summary>The provider reported no tokens, and no tokenizer is known for the model.</summary>
    public const string TokenizerMissing = "tokenizer_missing";

    /// <summary>The tokens are known, but their price is not.</summary>
    public const string PriceMissing = "price_missing";

    /// <summary>The provider reported no tokens.</summary>
    public const string UsageMissing = "usage_missing";

    private const string UnknownModel = "unknown_model";

    public static IEnumerable<Warning> Of(LlmSeriesStatistics series)
    {
        var figures = series.SinceStart;
        foreach (var (reason, calls) in figures.Fallbacks)
        {
            var inPlace = figures.TokenSources.ContainsKey(LlmTokenSources.Estimate)
                ? LlmFallbacks.Estimate
                : figures.InputCapacity.Calls > 0 ? LlmFallbacks.Capacity : null;
            yield return new Warning(reason == UnknownModel ? TokenizerMissing : reason, series.Provider, series.Model, calls, inPlace);
        }

        if (figures.PriceMissing > 0)
        {
            yield return new Warning(PriceMissing, series.Provider, series.Model, figures.PriceMissing);
        }

        if (figures.UsageMissing > 0)
        {
            yield return new Warning(UsageMissing, series.Provider, series.Model, figures.UsageMissing);
        }
    }
}
