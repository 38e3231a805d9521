using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Interception;

/// <summary>A call that may be refused. If the guard itself fails, the call is allowed.</summary>
internal interface IGuardedCall
{
    /// <summary>The reservation for the call, once it may be sent; null if there is none.</summary>
    ICallReservation? Reservation { get; }

    /// <summary>Throws if the call is refused regardless of its content; returns true if the content has to be read, as far as it can be.</summary>
    bool NeedsPayload(HttpRequestMessage request);

    /// <summary>Throws if the call is refused because of its content, as far as it could be read; otherwise reserves its estimated cost.</summary>
    void ThrowIfPayloadIsRefused(HttpRequestMessage request, CancellationToken cancellationToken);
}
