namespace LlmHttpMetrics.Interception;

/// <summary>How much of a call is held until it has ended, in bytes.</summary>
/// <param name="maxRetainedInput">The limit that the options set for the input.</param>
/// <param name="holdsText">Text of requests is held, and not their bodies alone.</param>
internal readonly struct HeldSizes(int maxRetainedInput, bool holdsText)
{
    /// <summary>A request's text.</summary>
    public int Input { get; } = maxRetainedInput / 2;

    /// <summary>A request's text where its body is held too.</summary>
    public int InputBesideBody { get; } = maxRetainedInput / 4;

    /// <summary>A request's body.</summary>
    public int Body { get; } = maxRetainedInput / (holdsText ? 4 : 2);

    /// <summary>An answer's text.</summary>
    public int Output { get; } = maxRetainedInput / 4;
}
