namespace LlmHttpMetrics.MockProviders;

/// <summary>The HTTP version of a <see cref="MockProviderServer"/>, which never uses TLS.</summary>
public enum MockProtocol
{
    /// <summary>HTTP/1.1.</summary>
    Http1,

    /// <summary>
    /// HTTP/2 with prior knowledge (h2c): send requests with <c>HttpVersion.Version20</c> and <c>HttpVersionPolicy.RequestVersionExact</c>.
    /// </summary>
    Http2,
}
