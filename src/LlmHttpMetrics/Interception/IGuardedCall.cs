using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Interception;

/// <summary>A call that may be refused. If the guard itself fails, the call is allowed.</summary>
internal interface IGuardedCall
{
    /// <summary>What is reserved for the call, once it may be sent; null if nothing is.</summary>
    ICallReservation? Reservation { get; }

    /// <summary>Throws if the call is refused regardless of its content; returns true if the content has to be read, as far as it can be.</summary>
    bool NeedsPayload(HttpRequestMessage request);

    /// <summary>Throws if the call is refused because of its content, as far as it could be read; otherwise reserves what it may cost.</summary>
    void ThrowIfPayloadIsRefused(HttpRequestMessage request, CancellationToken cancellationToken);
}
