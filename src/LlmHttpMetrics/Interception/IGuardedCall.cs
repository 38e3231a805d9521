namespace LlmHttpMetrics.Interception;

/// <summary>A call that may be refused. A fault of the guard itself lets it pass.</summary>
internal interface IGuardedCall
{
    /// <summary>Throws where the call is refused whatever its content says; true where that depends on the content, which has to be read.</summary>
    bool NeedsPayload(HttpRequestMessage request);

    /// <summary>Throws where the call is refused for what its content says, as far as that could be read.</summary>
    void ThrowIfPayloadIsRefused(HttpRequestMessage request, CancellationToken cancellationToken);
}
