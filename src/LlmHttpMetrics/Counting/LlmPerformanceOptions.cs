namespace LlmHttpMetrics;

/// <summary>Configures how tokens are counted if the provider did not report them.</summary>
public sealed class LlmPerformanceOptions
{
    /// <summary>Whether tokens are counted in the background after the call has ended; otherwise the caller's last read waits for it.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool AsyncTokenization { get; set; } = true;

    /// <summary>
    /// How long, in milliseconds, the event of a call waits for its count; then the fallback is used. This is also the time limit of an
    /// <see cref="IMeasurementStrategy"/> for each call.
    /// </summary>
    /// <value>The default is 100; from 1 to 60,000.</value>
    public int TokenizationTimeoutMs { get; set; } = 100;

    /// <summary>Whether counts of longer texts are cached, so that a repeated system prompt is not counted again. Text is not kept.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool CacheTokenization { get; set; } = true;

    /// <summary>How long, in seconds, a count is cached.</summary>
    /// <value>The default is 3,600; from 1 to 604,800.</value>
    public int CacheTtlSeconds { get; set; } = 3600;

    /// <summary>The maximum number of cached counts; the least recently used one is dropped. All clients of a service provider share one cache.</summary>
    /// <value>The default is 10,000; from 1 to 1,000,000.</value>
    public int CacheEntries { get; set; } = 10_000;
}
