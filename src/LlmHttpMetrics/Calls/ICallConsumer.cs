using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Calls;

/// <summary>
/// A view of calls: metrics of a convention, spans, statistics, budgets, events. It hears of each call once when the call has ended, and again
/// when more becomes known of it, so that no two views can differ about one call.
/// </summary>
internal interface ICallConsumer
{
    /// <summary>What faults of this consumer are counted under, a value of <see cref="Stages"/>.</summary>
    string Stage { get; }

    /// <summary>Something is published or kept at present, so that calls have to be measured.</summary>
    bool IsEnabled { get; }

    /// <summary>The cost of calls is needed at present.</summary>
    bool NeedsCost => IsEnabled;

    /// <summary>It also takes requests that are no calls to a model: counts of tokens, polls of an answer.</summary>
    bool TakesUncounted => false;

    /// <summary>A call has ended. Runs before the read, disposal or exception that ended it returns to the caller; a fault is counted and swallowed.</summary>
    void Completed(in CompletedCall call);

    /// <summary>More has become known of a call that has ended. Runs on whichever thread found it out; a fault is counted and swallowed.</summary>
    void Amended(CallAmendment amendment);
}
