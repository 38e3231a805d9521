namespace LlmHttpMetrics.Counting.Learning;

/// <summary>How a provider's figures follow from our counts.</summary>
/// <param name="Offset">Tokens that are added to every call: frames, markers, hidden instructions.</param>
/// <param name="Ratio">The provider's tokens for each of ours.</param>
internal readonly record struct Line(double Offset, double Ratio)
{
    public long Of(long counted) => counted <= 0 ? 0 : Math.Max(1, (long)Math.Round(Offset + (Ratio * counted)));
}
