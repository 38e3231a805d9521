namespace LlmHttpMetrics.Pricing;

/// <summary>A kind of usage that may have a price, by its name in settings and files.</summary>
/// <param name="Name">The name.</param>
/// <param name="Get">Gets the price; null if it is not set.</param>
/// <param name="Set">Sets the price.</param>
internal sealed record RateKind(string Name, Func<LlmRates, decimal?> Get, Action<LlmRates, decimal?> Set)
{
    public static readonly RateKind[] All =
    [
        new(nameof(LlmRates.Input), rates => rates.Input, (rates, value) => rates.Input = value),
        new(nameof(LlmRates.Output), rates => rates.Output, (rates, value) => rates.Output = value),
        new(nameof(LlmRates.CacheRead), rates => rates.CacheRead, (rates, value) => rates.CacheRead = value),
        new(nameof(LlmRates.CacheReadAudio), rates => rates.CacheReadAudio, (rates, value) => rates.CacheReadAudio = value),
        new(nameof(LlmRates.CacheWrite), rates => rates.CacheWrite, (rates, value) => rates.CacheWrite = value),
        new(nameof(LlmRates.CacheWrite5m), rates => rates.CacheWrite5m, (rates, value) => rates.CacheWrite5m = value),
        new(nameof(LlmRates.CacheWrite1h), rates => rates.CacheWrite1h, (rates, value) => rates.CacheWrite1h = value),
        new(nameof(LlmRates.Reasoning), rates => rates.Reasoning, (rates, value) => rates.Reasoning = value),
        new(nameof(LlmRates.InputAudio), rates => rates.InputAudio, (rates, value) => rates.InputAudio = value),
        new(nameof(LlmRates.OutputAudio), rates => rates.OutputAudio, (rates, value) => rates.OutputAudio = value),
        new(nameof(LlmRates.InputImage), rates => rates.InputImage, (rates, value) => rates.InputImage = value),
        new(nameof(LlmRates.OutputImage), rates => rates.OutputImage, (rates, value) => rates.OutputImage = value),
        new(nameof(LlmRates.Request), rates => rates.Request, (rates, value) => rates.Request = value),
        new(nameof(LlmRates.Characters), rates => rates.Characters, (rates, value) => rates.Characters = value),
    ];

    public static RateKind? Named(string name) => Array.Find(All, kind => kind.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The rates, completed with those of another set.</summary>
    public static LlmRates Merge(LlmRates rates, LlmRates under)
    {
        LlmRates merged = new();
        foreach (var kind in All)
        {
            kind.Set(merged, kind.Get(rates) ?? kind.Get(under));
        }

        return merged;
    }

    /// <summary>At least one kind has a price.</summary>
    public static bool HasAny(LlmRates rates) => Array.Exists(All, kind => kind.Get(rates) is not null);
}
