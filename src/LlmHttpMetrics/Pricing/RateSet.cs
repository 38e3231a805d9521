namespace LlmHttpMetrics.Pricing;

/// <summary>The prices of one token, character or request of each kind; every kind has one.</summary>
internal sealed class RateSet
{
    /// <param name="rates">The prices.</param>
    /// <param name="per">The number of tokens that they are for; a power of ten, so that all divisions are exact.</param>
    /// <param name="factor">Multiplies the prices of tokens.</param>
    public RateSet(LlmRates rates, int per, decimal factor = 1)
    {
        Input = Of(rates.Input) ?? 0;
        Output = Of(rates.Output) ?? 0;
        CacheRead = Of(rates.CacheRead) ?? Input;
        CacheReadAudio = Of(rates.CacheReadAudio) ?? CacheRead;
        LacksCachedAudio = rates is { CacheReadAudio: null, CacheRead: not null, InputAudio: not null } && rates.InputAudio != rates.Input;
        CacheReadSavings = Math.Max(0, Input - CacheRead);
        CacheWrite = Of(rates.CacheWrite ?? rates.CacheWrite5m) ?? Input;
        CacheWrite5m = Of(rates.CacheWrite5m) ?? CacheWrite;
        CacheWrite1h = Of(rates.CacheWrite1h) ?? CacheWrite;
        LacksCacheWrite1h = rates.CacheWrite1h is null && (rates.CacheWrite ?? rates.CacheWrite5m) is not null;
        Reasoning = Of(rates.Reasoning) ?? Output;
        InputAudio = Of(rates.InputAudio) ?? Input;
        OutputAudio = Of(rates.OutputAudio) ?? Output;
        InputImage = Of(rates.InputImage) ?? Input;
        OutputImage = Of(rates.OutputImage) ?? Output;
        Characters = rates.Characters / per;
        Request = rates.Request;
        PricesTokens = Array.Exists(
            RateKind.All,
            kind => kind.Name is not (nameof(LlmRates.Request) or nameof(LlmRates.Characters)) && kind.Get(rates) is not null);

        decimal? Of(decimal? price) => price / per * factor;
    }

    public decimal Input { get; }

    public decimal Output { get; }

    public decimal CacheRead { get; }

    /// <summary>The difference between the price of a token that was not read from a cache and one that was.</summary>
    public decimal CacheReadSavings { get; }

    public decimal CacheReadAudio { get; }

    /// <summary>Audio has a price, but audio read from a cache has none.</summary>
    public bool LacksCachedAudio { get; }

    public decimal CacheWrite { get; }

    public decimal CacheWrite5m { get; }

    public decimal CacheWrite1h { get; }

    /// <summary>Cache writes have a price, but those for an hour have none.</summary>
    public bool LacksCacheWrite1h { get; }

    public decimal Reasoning { get; }

    public decimal InputAudio { get; }

    public decimal OutputAudio { get; }

    public decimal InputImage { get; }

    public decimal OutputImage { get; }

    /// <summary>Null if text has no price by its length.</summary>
    public decimal? Characters { get; }

    /// <summary>Null if a request has no price of its own.</summary>
    public decimal? Request { get; }

    /// <summary>At least one kind of tokens has a price.</summary>
    public bool PricesTokens { get; }
}
