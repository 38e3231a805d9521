namespace LlmHttpMetrics;

/// <summary>Whether streams are asked for the usage that OpenAI-shaped services leave out unless they are asked.</summary>
public enum IncludeUsage
{
    /// <summary>Requests pass as they are. The default.</summary>
    AsSent,

    /// <summary>
    /// <c>stream_options.include_usage</c> is added to JSON requests in UTF-8 that ask for a stream, up to 1 MB, to the hosts of
    /// <see cref="LlmMonitoringOptions.IncludeUsageHosts"/>, and the usage-only event is taken out of the answer again. The request's content must know
    /// its length or be JSON content; it is serialized once, before the request is sent, and what it wrote is sent. A request passes as it is where
    /// its answer may come compressed (it has <c>Accept-Encoding</c>), or where a digest or a signature in its headers covers its body. An answer that is
    /// compressed all the same passes with the event, and counts in <c>llm.measurement.failures</c>.
    /// </summary>
    Inject,
}
