namespace LlmHttpMetrics;

/// <summary>Prices of calls with a long input: they hold for the whole call. What is left out costs what it costs without them.</summary>
public sealed class LlmContextRates : LlmRates
{
    /// <summary>A call with more input tokens than this, cached ones included, is priced so; the highest that is exceeded counts.</summary>
    /// <value>The default is 0, which is refused; from 1.</value>
    public long InputTokens { get; set; }
}
