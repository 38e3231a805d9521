namespace LlmHttpMetrics;

/// <summary>
/// Prices by kind of usage, each for the number of tokens in <see cref="LlmPrice.Per"/>. A kind that is not set has the price of the kind that
/// contains it; a price of zero is a price.
/// </summary>
public class LlmRates
{
    /// <summary>Input tokens of no other kind.</summary>
    /// <value>The default is <see langword="null"/>, which costs nothing if other kinds have prices. Zero or more.</value>
    public decimal? Input { get; set; }

    /// <summary>Output tokens of no other kind.</summary>
    /// <value>The default is <see langword="null"/>, which costs nothing if other kinds have prices. Zero or more.</value>
    public decimal? Output { get; set; }

    /// <summary>Input tokens read from a cache.</summary>
    /// <value>The default is <see langword="null"/>: the price of <see cref="Input"/>. Zero or more.</value>
    public decimal? CacheRead { get; set; }

    /// <summary>Input tokens of audio read from a cache.</summary>
    /// <value>The default is <see langword="null"/>: the price of <see cref="CacheRead"/>. Zero or more.</value>
    public decimal? CacheReadAudio { get; set; }

    /// <summary>Input tokens written to a cache whose lifetime is not reported or has no price of its own.</summary>
    /// <value>The default is <see langword="null"/>: the price of <see cref="CacheWrite5m"/>, or else of <see cref="Input"/>. Zero or more.</value>
    public decimal? CacheWrite { get; set; }

    /// <summary>Input tokens written to a cache for five minutes.</summary>
    /// <value>The default is <see langword="null"/>: the price of <see cref="CacheWrite"/>, or else of <see cref="Input"/>. Zero or more.</value>
    public decimal? CacheWrite5m { get; set; }

    /// <summary>Input tokens written to a cache for an hour.</summary>
    /// <value>The default is <see langword="null"/>: the price of <see cref="CacheWrite"/>, or else of <see cref="Input"/>. Zero or more.</value>
    public decimal? CacheWrite1h { get; set; }

    /// <summary>Reasoning tokens.</summary>
    /// <value>The default is <see langword="null"/>: the price of <see cref="Output"/>. Zero or more.</value>
    public decimal? Reasoning { get; set; }

    /// <summary>Input tokens of audio.</summary>
    /// <value>The default is <see langword="null"/>: the price of <see cref="Input"/>. Zero or more.</value>
    public decimal? InputAudio { get; set; }

    /// <summary>Output tokens of audio.</summary>
    /// <value>The default is <see langword="null"/>: the price of <see cref="Output"/>. Zero or more.</value>
    public decimal? OutputAudio { get; set; }

    /// <summary>Input tokens of images.</summary>
    /// <value>The default is <see langword="null"/>: the price of <see cref="Input"/>. Zero or more.</value>
    public decimal? InputImage { get; set; }

    /// <summary>Output tokens of images.</summary>
    /// <value>The default is <see langword="null"/>: the price of <see cref="Output"/>. Zero or more.</value>
    public decimal? OutputImage { get; set; }

    /// <summary>One request, independent of <see cref="LlmPrice.Per"/>.</summary>
    /// <value>The default is <see langword="null"/>: nothing. Zero or more.</value>
    public decimal? Request { get; set; }

    /// <summary>
    /// Characters (Unicode scalar values) of the text sent and of the visible answer, used if tokens are not known or have no price.
    /// </summary>
    /// <value>The default is <see langword="null"/>: text has no price by its length. Zero or more.</value>
    public decimal? Characters { get; set; }
}
