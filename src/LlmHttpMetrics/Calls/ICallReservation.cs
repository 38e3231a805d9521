namespace LlmHttpMetrics.Calls;

/// <summary>What a guard has set aside for a call until it has ended. A consumer settles it by what the call turned out to be.</summary>
internal interface ICallReservation
{
    /// <summary>
    /// The call has ended and its consumers have heard of it, or it was not measured: what none of them has settled, or keeps for a cost that comes
    /// later, is given back. May be called more than once, and never throws.
    /// </summary>
    void End();
}
