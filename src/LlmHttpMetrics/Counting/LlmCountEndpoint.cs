namespace LlmHttpMetrics;

/// <summary>The endpoint of a provider that counts the tokens of a request without answering it.</summary>
public sealed class LlmCountEndpoint
{
    internal LlmCountEndpoint(string address) => BaseAddress = new Uri(address);

    /// <summary>
    /// The name of the <see cref="System.Net.Http.IHttpClientFactory"/> client that calls the endpoint. This client provides the credentials, in a
    /// header or a handler of its own: the credentials of measured calls are never read. Its requests are never measured, whether the client is
    /// monitored or not, and it follows no redirects, which would send its credentials along.
    /// </summary>
    /// <value>The default is <see langword="null"/>: the endpoint is not called.</value>
    public string? HttpClientName { get; set; }

    /// <summary>
    /// The base address of the provider's API. Only calls to the same host and port are counted with the endpoint, so that a request is only sent to
    /// a host that has already received it; the client's own base address is not used.
    /// </summary>
    /// <value>The default is the provider's address. Must be absolute, with <c>http</c> or <c>https</c>.</value>
    public Uri BaseAddress { get; set; }
}
