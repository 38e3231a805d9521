namespace LlmHttpMetrics.Pricing;

/// <summary>The prices of one token, character or request of each kind; every kind has one.</summary>
internal sealed class RateSet
{
    /// <param name="rates">The prices.</param>
    /// <param name="per">For how many tokens they are; a power of ten, so that all divisions are exact.</param>
    public RateSet(LlmRates rates, int per)
    {
        Input = (rates.Input ?? 0) / per;
        Output = (rates.Output ?? 0) / per;
        CacheRead = rates.CacheRead / per ?? Input;
        CacheReadSavings = Math.Max(0, Input - CacheRead);
        CacheWrite = (rates.CacheWrite ?? rates.CacheWrite5m) / per ?? Input;
        CacheWrite5m = rates.CacheWrite5m / per ?? CacheWrite;
        CacheWrite1h = (rates.CacheWrite1h ?? rates.CacheWrite) / per ?? Input;
        Reasoning = rates.Reasoning / per ?? Output;
        InputAudio = rates.InputAudio / per ?? Input;
        OutputAudio = rates.OutputAudio / per ?? Output;
        InputImage = rates.InputImage / per ?? Input;
        OutputImage = rates.OutputImage / per ?? Output;
        Characters = rates.Characters / per;
        Request = rates.Request;
        PricesTokens = Array.Exists(RateKind.All, kind => kind.Name is not (nameof(LlmRates.Request) or nameof(LlmRates.Characters)) && kind.Get(rates) is not null);
        Plain = PricesTokens ? new PlainRates(this) : null;
    }

    public decimal Input { get; }

    public decimal Output { get; }

    public decimal CacheRead { get; }

    /// <summary>What a token read from a cache costs less than one that is not.</summary>
    public decimal CacheReadSavings { get; }

    public decimal CacheWrite { get; }

    public decimal CacheWrite5m { get; }

    public decimal CacheWrite1h { get; }

    public decimal Reasoning { get; }

    public decimal InputAudio { get; }

    public decimal OutputAudio { get; }

    public decimal InputImage { get; }

    public decimal OutputImage { get; }

    /// <summary>Null where text has no price by its length.</summary>
    public decimal? Characters { get; }

    /// <summary>Null where a request has no price of its own.</summary>
    public decimal? Request { get; }

    /// <summary>At least one kind of tokens has a price.</summary>
    public bool PricesTokens { get; }

    /// <summary>Prices plain tokens without decimals; null where tokens have no price.</summary>
    public PlainRates? Plain { get; }
}
