using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Interception;

/// <summary>What has been decided about the attempts of a call and is to be published.</summary>
internal struct AttemptResults
{
    /// <summary>The attempt that has ended.</summary>
    public EndedAttempt? Ended;

    /// <summary>Attempts that ended earlier and could not be judged before.</summary>
    public EndedAttempt[]? Losers;

    /// <summary>The body that ends the call.</summary>
    public EndedBody? Completed;

    /// <summary>A body that had ended and will not be the caller's.</summary>
    public EndedBody? Unused;
}

/// <summary>An attempt that has ended.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="Model">The model that answered, where it said so.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="At">When, by the clock's timestamps.</param>
internal readonly record struct EndedAttempt(LlmAttempt Attempt, string? Model, Outcome Outcome, long At);

/// <summary>A body that has been read or given up.</summary>
/// <param name="Content">Its content.</param>
/// <param name="Observation">What was observed of it.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="At">When, by the clock's timestamps.</param>
internal readonly record struct EndedBody(ObservedResponseContent Content, ResponseObservation Observation, Outcome Outcome, long At);
