namespace LlmHttpMetrics;

/// <summary>How tokens are counted where their provider did not report them.</summary>
public sealed class LlmPerformanceOptions
{
    /// <summary>Whether counting is done in the background once the call has ended; otherwise the caller's last read waits for it.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool AsyncTokenization { get; set; } = true;

    /// <summary>
    /// How long, in milliseconds, the event of a call waits for its count; then the fallback stands. So long, too, an
    /// <see cref="IMeasurementStrategy"/> may take for a call.
    /// </summary>
    /// <value>The default is 100; from 1 to 60,000.</value>
    public int TokenizationTimeoutMs { get; set; } = 100;

    /// <summary>Whether counts of longer texts are kept, so that a system prompt that comes again is not counted again. Text is not kept.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool CacheTokenization { get; set; } = true;

    /// <summary>How long, in seconds, a count is kept.</summary>
    /// <value>The default is 3,600; from 1 to 604,800.</value>
    public int CacheTtlSeconds { get; set; } = 3600;

    /// <summary>How many counts are kept; the one longest unused goes first. One cache serves all clients of a service provider.</summary>
    /// <value>The default is 10,000; from 1 to 1,000,000.</value>
    public int CacheEntries { get; set; } = 10_000;
}
