namespace LlmHttpMetrics.Wire;

/// <summary>How an answer was served, as far as its price depends on it; null for what the answer does not report.</summary>
/// <param name="Tier">The service tier.</param>
/// <param name="Speed">The speed (Anthropic's fast mode).</param>
/// <param name="Region">Where the model ran.</param>
/// <param name="Location">The location in its URL, which has its own price only with some models.</param>
internal readonly record struct ServedAs(string? Tier = null, string? Speed = null, string? Region = null, string? Location = null)
{
    /// <summary>The same, completed with the values of another.</summary>
    public ServedAs Or(in ServedAs other) => new(Tier ?? other.Tier, Speed ?? other.Speed, Region ?? other.Region, Location ?? other.Location);
}
