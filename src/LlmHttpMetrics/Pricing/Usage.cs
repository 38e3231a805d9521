namespace LlmHttpMetrics.Pricing;

/// <summary>What a call has used. Input includes what was cached, output what was reasoned.</summary>
internal readonly record struct Usage
{
    /// <summary>Null where it is not known.</summary>
    public long? Input { get; init; }

    /// <summary>Null where it is not known.</summary>
    public long? Output { get; init; }

    /// <summary>What the provider's own tools put into the prompt, outside <see cref="Input"/> and billed as it is.</summary>
    public long ToolUseInput { get; init; }

    public long CacheRead { get; init; }

    public long CacheWrite { get; init; }

    public long CacheWrite5m { get; init; }

    public long CacheWrite1h { get; init; }

    public long Reasoning { get; init; }

    public long InputAudio { get; init; }

    public long InputImage { get; init; }

    public long OutputAudio { get; init; }

    public long OutputImage { get; init; }

    /// <summary>Characters of the text sent and of the visible answer.</summary>
    public long Characters { get; init; }

    /// <summary>The service tier that was served, where the provider tells.</summary>
    public string? Tier { get; init; }

    /// <summary>The provider did as asked, so that the request itself and its text are charged; tokens that it tells are charged anyway.</summary>
    public bool IsServed { get; init; }

    /// <summary>How far the figures may be trusted, from 0 to 1.</summary>
    public double Confidence { get; init; }

    public bool HasTokens => Input is not null || Output is not null;

    /// <summary>All that is billed as input.</summary>
    public long WholeInput => (Input ?? 0) + ToolUseInput;

    /// <summary>Tokens were written to a cache.</summary>
    public bool WritesCache => CacheWrite > 0 || CacheWrite5m > 0 || CacheWrite1h > 0;

    /// <summary>Input, some of it read from a cache, and output: tokens of no kind that may have another price.</summary>
    public bool IsPlain => (ToolUseInput | CacheWrite | CacheWrite5m | CacheWrite1h | Reasoning | InputAudio | InputImage | OutputAudio | OutputImage) == 0;
}
