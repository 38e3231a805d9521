using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Pricing;

/// <summary>What a call has used. Input includes what was cached, output what was reasoned. Reused from call to call by the record that holds it.</summary>
internal sealed record Usage
{
    /// <summary>Null where it is not known.</summary>
    public long? Input { get; set; }

    /// <summary>Null where it is not known.</summary>
    public long? Output { get; set; }

    /// <summary>What the provider's own tools put into the prompt, outside <see cref="Input"/> and billed as it is.</summary>
    public long ToolUseInput { get; set; }

    public long CacheRead { get; set; }

    /// <summary>What of <see cref="CacheRead"/> is audio.</summary>
    public long CachedAudio { get; set; }

    /// <summary>What of <see cref="CacheRead"/> is images.</summary>
    public long CachedImage { get; set; }

    public long CacheWrite { get; set; }

    public long CacheWrite5m { get; set; }

    public long CacheWrite1h { get; set; }

    public long Reasoning { get; set; }

    public long InputAudio { get; set; }

    public long InputImage { get; set; }

    public long OutputAudio { get; set; }

    public long OutputImage { get; set; }

    /// <summary>Characters of the text sent and of the visible answer.</summary>
    public long Characters { get; set; }

    /// <summary>The tools that the provider ran; null where it ran none.</summary>
    public HostedToolUse? Tools { get; set; }

    /// <summary>How the answer was served, where the provider tells.</summary>
    public ServedAs Served { get; set; }

    /// <summary>The passes that the answer took, where they are charged one by one; the figures are their sums.</summary>
    public PassUsage[]? Passes { get; set; }

    /// <summary>The provider did as asked, so that the request itself and its text are charged; tokens that it tells are charged anyway.</summary>
    public bool IsServed { get; set; }

    /// <summary>How far the figures may be trusted, from 0 to 1.</summary>
    public double Confidence { get; set; }

    /// <summary>Why they may not be trusted.</summary>
    public CostDoubts Doubts { get; set; }

    public bool HasTokens => Input is not null || Output is not null;

    /// <summary>All that is billed as input.</summary>
    public long WholeInput => (Input ?? 0) + ToolUseInput;

    /// <summary>Tokens were written to a cache.</summary>
    public bool WritesCache => CacheWrite > 0 || CacheWrite5m > 0 || CacheWrite1h > 0;
}
