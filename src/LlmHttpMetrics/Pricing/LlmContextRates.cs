namespace LlmHttpMetrics;

/// <summary>Prices of calls with a long input: they apply to the whole call. A rate that is not set is the rate without them.</summary>
public sealed class LlmContextRates : LlmRates
{
    /// <summary>
    /// The number of input tokens, cached ones included, above which these prices apply; if several are exceeded, the highest applies.
    /// </summary>
    /// <value>The default is 0, which is not valid; at least 1.</value>
    public long InputTokens { get; set; }
}
