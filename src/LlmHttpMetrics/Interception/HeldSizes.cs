namespace LlmHttpMetrics.Interception;

/// <summary>How much of a call is held until it has ended, in bytes.</summary>
/// <param name="maxRetainedInput">The limit for the input from the options.</param>
/// <param name="holdsText">Whether text of requests is held, and not only their bodies.</param>
internal readonly struct HeldSizes(int maxRetainedInput, bool holdsText)
{
    /// <summary>The limit for a request's text.</summary>
    public int Input { get; } = maxRetainedInput / 2;

    /// <summary>The limit for a request's text if its body is held too.</summary>
    public int InputBesideBody { get; } = maxRetainedInput / 4;

    /// <summary>The limit for a request's body.</summary>
    public int Body { get; } = maxRetainedInput / (holdsText ? 4 : 2);

    /// <summary>The limit for an answer's text.</summary>
    public int Output { get; } = maxRetainedInput / 4;
}
