using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Pricing;

/// <summary>
/// The usage of a call. Input includes cached tokens, output includes reasoning. Reused from call to call by the record that contains it.
/// </summary>
internal sealed record Usage
{
    /// <summary>Null if it is not known.</summary>
    public long? Input { get; set; }

    /// <summary>Null if it is not known.</summary>
    public long? Output { get; set; }

    /// <summary>Tokens that the provider's own tools added to the prompt; not part of <see cref="Input"/>, and billed like it.</summary>
    public long ToolUseInput { get; set; }

    public long CacheRead { get; set; }

    /// <summary>The part of <see cref="CacheRead"/> that is audio.</summary>
    public long CachedAudio { get; set; }

    /// <summary>The part of <see cref="CacheRead"/> that is images.</summary>
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

    /// <summary>The tools that the provider ran; null if there were none.</summary>
    public HostedToolUse? Tools { get; set; }

    /// <summary>How the answer was served, as far as the provider reports it.</summary>
    public ServedAs Served { get; set; }

    /// <summary>The passes of the answer, if they are charged one by one; the figures are their sums.</summary>
    public PassUsage[]? Passes { get; set; }

    /// <summary>The provider answered the request, so that the request itself and its text are charged; reported tokens are always charged.</summary>
    public bool IsServed { get; set; }

    /// <summary>The confidence in the figures, from 0 to 1.</summary>
    public double Confidence { get; set; }

    /// <summary>Why the figures may be wrong.</summary>
    public CostDoubts Doubts { get; set; }

    public bool HasTokens => Input is not null || Output is not null;

    /// <summary>All tokens that are billed as input.</summary>
    public long WholeInput => (Input ?? 0) + ToolUseInput;

    /// <summary>Whether tokens were written to a cache.</summary>
    public bool WritesCache => CacheWrite > 0 || CacheWrite5m > 0 || CacheWrite1h > 0;
}
