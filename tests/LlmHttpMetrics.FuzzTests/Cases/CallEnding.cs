namespace LlmHttpMetrics.FuzzTests.Cases;

/// <summary>How a call ends.</summary>
public enum CallEnding
{
    /// <summary>The caller reads to the end.</summary>
    Whole,

    /// <summary>The caller disposes of the response after some bytes.</summary>
    Disposed,

    /// <summary>The caller's token fires after some bytes.</summary>
    Cancelled,

    /// <summary>The network throws in place of an answer.</summary>
    SendThrows,

    /// <summary>The network throws after some bytes of the answer.</summary>
    BodyThrows,

    /// <summary>The caller's own content throws after some bytes of the request.</summary>
    RequestThrows,
}
