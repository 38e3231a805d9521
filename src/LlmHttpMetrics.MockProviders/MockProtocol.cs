namespace LlmHttpMetrics.MockProviders;

/// <summary>The HTTP version a <see cref="MockProviderServer"/> speaks; it is always cleartext.</summary>
public enum MockProtocol
{
    /// <summary>HTTP/1.1.</summary>
    Http1,

    /// <summary>HTTP/2 with prior knowledge (h2c): ask with <c>HttpVersion.Version20</c> and <c>HttpVersionPolicy.RequestVersionExact</c>.</summary>
    Http2,
}
