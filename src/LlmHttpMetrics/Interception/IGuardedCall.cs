namespace LlmHttpMetrics.Interception;

/// <summary>A call that may be refused. If the guard itself fails, the call is allowed.</summary>
internal interface IGuardedCall
{
    /// <summary>Throws if the call is refused regardless of its content; returns true if that depends on the content, which then has to be read.</summary>
    bool NeedsPayload(HttpRequestMessage request);

    /// <summary>Throws if the call is refused because of its content, as far as it could be read.</summary>
    void ThrowIfPayloadIsRefused(HttpRequestMessage request, CancellationToken cancellationToken);
}
