using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Interception;

/// <summary>Results that were decided about the attempts of a call and have to be published.</summary>
internal struct AttemptResults
{
    /// <summary>The attempt that has ended.</summary>
    public EndedAttempt? Ended;

    /// <summary>Attempts that ended earlier and whose outcome could not be determined until now.</summary>
    public EndedAttempt[]? Losers;

    /// <summary>The body that ends the call.</summary>
    public EndedBody? Completed;

    /// <summary>A body that had ended and will not be returned to the caller.</summary>
    public EndedBody? Unused;
}

/// <summary>An attempt that has ended.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="Model">The model that answered, if the answer named it.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="At">When it ended, as a timestamp of the clock.</param>
internal readonly record struct EndedAttempt(LlmAttempt Attempt, string? Model, Outcome Outcome, long At);

/// <summary>A body that was read to its end or abandoned.</summary>
/// <param name="Content">Its content.</param>
/// <param name="Observation">What was observed of it.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="At">When it ended, as a timestamp of the clock.</param>
internal readonly record struct EndedBody(ObservedResponseContent Content, ResponseObservation Observation, Outcome Outcome, long At);
