namespace LlmHttpMetrics.Wire;

/// <summary>What a provider's word for the end of an answer means for its outcome.</summary>
internal enum FinishKind : byte
{
    /// <summary>The answer ended as the model wanted, or for a reason that is no outcome of its own.</summary>
    Other,
    Length,
    ContentFilter,
    Error,

    /// <summary>Nothing has ended: the word only fills its place.</summary>
    NotYet,
}
