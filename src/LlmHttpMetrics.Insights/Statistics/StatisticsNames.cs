namespace LlmHttpMetrics.Insights.Statistics;

/// <summary>The names that slices keep as numbers, those of all series together.</summary>
internal sealed class StatisticsNames
{
    /// <summary>Types of errors that are told apart; some providers put a code of theirs into them.</summary>
    private const int MaxErrors = 64;

    private const int MaxCurrencies = 16;

    /// <summary>More than there are.</summary>
    private const int MaxFallbacks = 32;

    public NameTable Errors { get; } = new(MaxErrors);

    public NameTable Currencies { get; } = new(MaxCurrencies);

    /// <summary>Why something stands in place of a count.</summary>
    public NameTable Fallbacks { get; } = new(MaxFallbacks);
}
