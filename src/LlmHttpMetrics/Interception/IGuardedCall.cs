using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Interception;

/// <summary>A call that may be refused. A fault of the guard itself lets it pass.</summary>
internal interface IGuardedCall
{
    /// <summary>What is set aside for the call, once it may be sent; null where nothing is.</summary>
    ICallReservation? Reservation { get; }

    /// <summary>Throws where the call is refused whatever its content says; true where the content has to be read, as far as it can be.</summary>
    bool NeedsPayload(HttpRequestMessage request);

    /// <summary>Throws where the call is refused for what its content says, as far as that could be read; else sets aside what it may cost.</summary>
    void ThrowIfPayloadIsRefused(HttpRequestMessage request, CancellationToken cancellationToken);
}
