namespace LlmHttpMetrics.MockProviders.Sse;

/// <summary>One event, still without framing.</summary>
internal sealed record SseEvent(EventKind Kind, byte[] Data, string? Name = null)
{
    /// <summary>The figures the event carries.</summary>
    public MockTokens? Figures { get; init; }
}
