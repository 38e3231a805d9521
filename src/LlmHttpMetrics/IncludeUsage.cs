namespace LlmHttpMetrics;

/// <summary>Whether streams are asked for the usage that OpenAI-shaped services leave out unless they are asked.</summary>
public enum IncludeUsage
{
    /// <summary>Requests pass as they are. The default.</summary>
    AsSent,

    /// <summary>
    /// <c>stream_options.include_usage</c> is added to streamed, buffered JSON requests up to 1 MB to the hosts of
    /// <see cref="LlmMonitoringOptions.IncludeUsageHosts"/>, and the usage-only event is taken out of the answer again.
    /// </summary>
    Inject,
}
