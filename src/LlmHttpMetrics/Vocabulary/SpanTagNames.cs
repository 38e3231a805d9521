namespace LlmHttpMetrics.Vocabulary;

/// <summary>Attributes that only spans have, from the GenAI conventions; if a name differs between the generations, both names are listed.</summary>
internal static class SpanTagNames
{
    public const string RequestStream = "gen_ai.request.stream";
    public const string ChoiceCount = "gen_ai.request.choice.count";
    public const string MaxTokens = "gen_ai.request.max_tokens";
    public const string Temperature = "gen_ai.request.temperature";
    public const string TopP = "gen_ai.request.top_p";
    public const string TopK = "gen_ai.request.top_k";
    public const string FrequencyPenalty = "gen_ai.request.frequency_penalty";
    public const string PresencePenalty = "gen_ai.request.presence_penalty";
    public const string Seed = "gen_ai.request.seed";
    public const string StopSequences = "gen_ai.request.stop_sequences";
    public const string PromptName = "gen_ai.prompt.name";
    public const string PromptVersion = "gen_ai.prompt.version";
    public const string OutputType = "gen_ai.output.type";
    public const string ReasoningLevel = "gen_ai.request.reasoning.level";
    public const string PreviousResponseId = "gen_ai.request.previous_response.id";
    public const string ConversationId = "gen_ai.conversation.id";
    public const string EncodingFormats = "gen_ai.request.encoding_formats";
    public const string Dimensions = "gen_ai.embeddings.dimension.count";
    public const string ResponseId = "gen_ai.response.id";
    public const string FinishReasons = "gen_ai.response.finish_reasons";
    public const string TimeToFirstChunk = "gen_ai.response.time_to_first_chunk";
    public const string InputTokens = "gen_ai.usage.input_tokens";
    public const string OutputTokens = "gen_ai.usage.output_tokens";
    public const string CacheReadTokens = "gen_ai.usage.cache_read.input_tokens";
    public const string CacheCreationTokensV1 = "gen_ai.usage.cache_creation.input_tokens";
    public const string CacheWriteTokensLatest = "gen_ai.usage.cache_write.input_tokens";
    public const string ReasoningTokens = "gen_ai.usage.reasoning.output_tokens";
    public const string TextInputTokens = "gen_ai.usage.text.input_tokens";
    public const string AudioInputTokens = "gen_ai.usage.audio.input_tokens";
    public const string ImageInputTokens = "gen_ai.usage.image.input_tokens";
    public const string TextOutputTokens = "gen_ai.usage.text.output_tokens";
    public const string AudioOutputTokens = "gen_ai.usage.audio.output_tokens";
    public const string ImageOutputTokens = "gen_ai.usage.image.output_tokens";
    public const string OpenAiApiType = "openai.api.type";
    public const string OpenAiRequestTier = "openai.request.service_tier";
    public const string OpenAiResponseTier = "openai.response.service_tier";
    public const string OpenAiFingerprint = "openai.response.system_fingerprint";
    public const string StatusCode = "http.response.status_code";
}
