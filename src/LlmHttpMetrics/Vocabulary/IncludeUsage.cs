namespace LlmHttpMetrics;

/// <summary>Whether the usage that OpenAI-compatible services leave out of streams by default is requested.</summary>
public enum IncludeUsage
{
    /// <summary>Requests are not changed. The default.</summary>
    AsSent,

    /// <summary>
    /// <c>stream_options.include_usage</c> is added to JSON requests in UTF-8 that request a stream, up to 1 MB, to the hosts of
    /// <see cref="LlmMonitoringOptions.IncludeUsageHosts"/>, and the usage-only event is removed from the answer. The request's content must know its
    /// length or be JSON content; it is serialized once, before the request is sent, and those bytes are sent. A request is not changed if its
    /// answer may be compressed (it has <c>Accept-Encoding</c>), or if a digest or a signature in its headers covers its body. If an answer is
    /// compressed nevertheless, the event stays in it, and it counts in <c>llm.measurement.failures</c>.
    /// </summary>
    Inject,
}
