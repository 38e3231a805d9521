namespace LlmHttpMetrics.MockProviders.Sse;

/// <summary>One event, still without framing.</summary>
internal sealed record SseEvent(EventKind Kind, byte[] Data, string? Name = null)
{
    /// <summary>Whether the event is an exception of its own, where the framing has such.</summary>
    public bool IsException { get; init; }

    /// <summary>The figures the event carries.</summary>
    public MockTokens? Figures { get; init; }
}
