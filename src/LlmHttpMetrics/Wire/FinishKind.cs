namespace LlmHttpMetrics.Wire;

/// <summary>What a provider's finish reason means for the outcome.</summary>
internal enum FinishKind : byte
{
    /// <summary>The answer ended as the model intended, or for a reason that has no outcome of its own.</summary>
    Other,
    Length,
    ContentFilter,
    Error,

    /// <summary>The answer has not ended: the value is a placeholder.</summary>
    NotYet,
}
