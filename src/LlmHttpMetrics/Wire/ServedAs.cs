namespace LlmHttpMetrics.Wire;

/// <summary>What an answer says of how it was served, as far as that decides on its price; null where it does not say.</summary>
/// <param name="Tier">The service tier.</param>
/// <param name="Speed">The speed (Anthropic's fast mode).</param>
/// <param name="Region">Where the model ran.</param>
/// <param name="Location">Where its URL says that it is served, which has a price of its own with some models only.</param>
internal readonly record struct ServedAs(string? Tier = null, string? Speed = null, string? Region = null, string? Location = null)
{
    /// <summary>The same, with what another knows where this says nothing.</summary>
    public ServedAs Or(in ServedAs other) => new(Tier ?? other.Tier, Speed ?? other.Speed, Region ?? other.Region, Location ?? other.Location);
}
