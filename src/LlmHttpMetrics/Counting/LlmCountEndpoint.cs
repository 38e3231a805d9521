namespace LlmHttpMetrics;

/// <summary>The endpoint of a provider that counts the tokens of a request without answering it.</summary>
public sealed class LlmCountEndpoint
{
    internal LlmCountEndpoint(string address) => BaseAddress = new Uri(address);

    /// <summary>
    /// The name of the factory's client that asks it. That client carries the credentials, in a header or a handler of its own: those of
    /// the calls that are measured are never read. What it sends is never measured, whether the client is monitored or not, and it follows no redirect,
    /// since that would take its credentials along.
    /// </summary>
    /// <value>The default is <see langword="null"/>: the endpoint is not asked.</value>
    public string? HttpClientName { get; set; }

    /// <summary>
    /// Where the provider's API begins. Only calls to the same host and port are counted by it, so that a request goes to nobody who has
    /// not had it before; the client's own base address is not used.
    /// </summary>
    /// <value>The default is the provider's. Must be absolute, with <c>http</c> or <c>https</c>.</value>
    public Uri BaseAddress { get; set; }
}
