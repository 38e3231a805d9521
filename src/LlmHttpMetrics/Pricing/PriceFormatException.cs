namespace LlmHttpMetrics.Pricing;

/// <summary>A table of prices that cannot be used.</summary>
internal sealed class PriceFormatException(PriceErrors errors) : Exception(errors.ToString())
{
    public IReadOnlyList<string> Errors { get; } = errors.All;
}
