namespace LlmHttpMetrics.Calls;

/// <summary>An amount that a guard has reserved for a call until it ends. A consumer settles it when the cost is known.</summary>
internal interface ICallReservation
{
    /// <summary>
    /// Called when the call has ended and its consumers have been notified, or when it was not measured. Releases what no consumer has settled or keeps
    /// for a cost that arrives later. May be called more than once, and never throws.
    /// </summary>
    void End();
}
