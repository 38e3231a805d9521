namespace LlmHttpMetrics.MockProviders.Sse;

/// <summary>One event before framing.</summary>
internal sealed record SseEvent(EventKind Kind, byte[] Data, string? Name = null)
{
    /// <summary>Whether the event is an exception, for framings that distinguish exceptions.</summary>
    public bool IsException { get; init; }

    /// <summary>The figures in the event.</summary>
    public MockTokens? Figures { get; init; }
}
