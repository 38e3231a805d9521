namespace LlmHttpMetrics.Pricing;

/// <summary>A price table is invalid.</summary>
internal sealed class PriceFormatException(PriceErrors errors) : Exception(errors.ToString())
{
    public IReadOnlyList<string> Errors { get; } = errors.All;
}
