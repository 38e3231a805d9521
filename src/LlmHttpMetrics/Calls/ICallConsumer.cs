namespace LlmHttpMetrics.Calls;

/// <summary>
/// A consumer of calls: metrics of a convention, spans, statistics, budgets, events. It is notified of each call once when the call has ended, and
/// again when more becomes known about it, so that all consumers agree on every call. The defaults are those of a consumer that records what is
/// known when a call ends.
/// </summary>
internal interface ICallConsumer
{
    /// <summary>The stage under which faults of this consumer are counted, a value of <see cref="Stages"/>.</summary>
    string Stage => Stages.Recording;

    /// <summary>Whether the consumer currently publishes or keeps anything, so that calls have to be measured.</summary>
    bool IsEnabled { get; }

    /// <summary>Whether the consumer currently needs the cost of calls.</summary>
    bool NeedsCost => false;

    /// <summary>Whether the consumer also takes requests that are not model calls, such as token counts and polls of an answer.</summary>
    bool TakesUncounted => false;

    /// <summary>
    /// Called when a call has ended, before the read, disposal or exception that ended it returns to the caller. Faults are counted and swallowed.
    /// </summary>
    void Completed(in CompletedCall call);

    /// <summary>Called when more becomes known about a call that has ended, on the thread that found it out. Faults are counted and swallowed.</summary>
    void Amended(CallAmendment amendment)
    {
        // What a consumer has recorded at the end of a call does not change, unless it says otherwise.
    }
}
