using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics;

/// <summary>
/// What a listener to the meter may want to know of the call behind a figure, and its tags do not say. It is there on the thread
/// that tells the listener, while figures of a call that has ended are recorded.
/// </summary>
public readonly struct LlmRecordedCall
{
    internal LlmRecordedCall(string outcome, TimeSpan duration)
    {
        Outcome = outcome;
        Duration = duration;
    }

    /// <summary>
    /// The call whose figures are being recorded on this thread; <see langword="null"/> elsewhere, and for figures that are recorded
    /// while a call runs or that come by another call, such as the usage that a poll brings.
    /// </summary>
    public static LlmRecordedCall? Current => RecordedCall.Current;

    /// <summary>How the call ended, one of <see cref="LlmOutcomes"/>.</summary>
    public string Outcome { get; }

    /// <summary>From sending the request until the body ended, however it ended.</summary>
    public TimeSpan Duration { get; }
}
