namespace LlmHttpMetrics.Insights.Statistics;

/// <summary>The names that slices store as numbers, shared by all series.</summary>
internal sealed class StatisticsNames
{
    /// <summary>The maximum number of error types; some providers include codes in them.</summary>
    private const int MaxErrors = 64;

    private const int MaxCurrencies = 16;

    /// <summary>More than the reasons defined.</summary>
    private const int MaxFallbacks = 32;

    public NameTable Errors { get; } = new(MaxErrors);

    public NameTable Currencies { get; } = new(MaxCurrencies);

    /// <summary>The reasons for fallbacks.</summary>
    public NameTable Fallbacks { get; } = new(MaxFallbacks);
}
