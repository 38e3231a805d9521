namespace LlmHttpMetrics.Pricing;

/// <summary>The exception that is thrown when a price table is invalid.</summary>
internal sealed class PriceFormatException(PriceErrors errors) : Exception(errors.ToString())
{
    public IReadOnlyList<string> Errors { get; } = errors.All;
}
