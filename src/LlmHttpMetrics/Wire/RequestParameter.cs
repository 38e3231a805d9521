namespace LlmHttpMetrics.Wire;

/// <summary>Members of a request that are attributes of its span or decide how its answer is read.</summary>
internal enum RequestParameter : byte
{
    Stream,
    IncludeUsage,
    Background,
    ChoiceCount,
    MaxTokens,
    Temperature,
    TopP,
    TopK,
    FrequencyPenalty,
    PresencePenalty,
    Seed,
    OutputType,
    ReasoningLevel,
    ServiceTier,
    PreviousResponseId,
    ConversationId,
    EncodingFormat,
    Dimensions,
    PromptName,
    PromptVersion,
    Count,
}
