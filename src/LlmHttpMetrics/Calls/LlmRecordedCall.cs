using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics;

/// <summary>
/// Information about the call behind a measurement, for listeners to the meter that need more than its tags. Available on the thread that notifies
/// the listener, while the measurements of a call that has ended are recorded.
/// </summary>
public readonly struct LlmRecordedCall
{
    internal LlmRecordedCall(string outcome, TimeSpan duration)
    {
        Outcome = outcome;
        Duration = duration;
    }

    /// <summary>
    /// The call whose measurements are being recorded on this thread; <see langword="null"/> otherwise, and for measurements that are recorded while
    /// a call runs or that another call provides, such as the usage that a poll returns.
    /// </summary>
    public static LlmRecordedCall? Current => RecordedCall.Current;

    /// <summary>How the call ended, one of <see cref="LlmOutcomes"/>.</summary>
    public string Outcome { get; }

    /// <summary>The time from sending the request until the body ended, for any outcome.</summary>
    public TimeSpan Duration { get; }
}
