using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Google;

/// <summary>Parameters of Google's requests. Its servers accept each name in camel case and in snake case.</summary>
internal static class GoogleRequest
{
    private static readonly (string Camel, string Snake, RequestParameter Parameter)[] Known =
    [
        ("maxOutputTokens", "max_output_tokens", RequestParameter.MaxTokens),
        ("candidateCount", "candidate_count", RequestParameter.ChoiceCount),
        ("temperature", "temperature", RequestParameter.Temperature),
        ("topP", "top_p", RequestParameter.TopP),
        ("topK", "top_k", RequestParameter.TopK),
        ("frequencyPenalty", "frequency_penalty", RequestParameter.FrequencyPenalty),
        ("presencePenalty", "presence_penalty", RequestParameter.PresencePenalty),
        ("seed", "seed", RequestParameter.Seed),
        ("responseMimeType", "response_mime_type", RequestParameter.OutputType),
        ("thinkingLevel", "thinking_level", RequestParameter.ReasoningLevel),
        ("thinkingConfig.thinkingLevel", "thinking_config.thinking_level", RequestParameter.ReasoningLevel),
        ("thinkingConfig.thinkingLevel", "thinkingConfig.thinking_level", RequestParameter.ReasoningLevel),
    ];

    public static readonly Field[] Generation =
    [
        .. Known.Select(row => Parameter($"generationConfig.{row.Camel}", row.Parameter)),
        .. Known.Select(row => Parameter($"generationConfig.{row.Snake}", row.Parameter)),
        .. Known.Select(row => Parameter($"generation_config.{row.Camel}", row.Parameter)),
        .. Known.Select(row => Parameter($"generation_config.{row.Snake}", row.Parameter)),
        .. ((string[])
            [
                "generationConfig.stopSequences", "generationConfig.stop_sequences",
                "generation_config.stopSequences", "generation_config.stop_sequences",
            ])
            .SelectMany(OpenAiRequest.Stops),
        Parameter("serviceTier", RequestParameter.ServiceTier),
        Parameter("service_tier", RequestParameter.ServiceTier),
    ];

    /// <summary>Parts that cost tokens and are not text.</summary>
    public static readonly Field[] Extras =
    [
        Extra("tools"),
        Extra("cachedContent"),
        Extra("cached_content"),
        Extra("generationConfig.responseSchema"),
        Extra("generationConfig.responseJsonSchema"),
        Extra("generation_config.response_schema"),
        Extra("generationConfig.response_schema"),
    ];

    /// <summary>Parts that are not text.</summary>
    public static IEnumerable<Field> ExtraParts(string part) =>
        ((string[])
        [
            "inlineData", "inline_data", "fileData", "file_data", "functionCall", "function_call", "functionResponse", "function_response",
        ])
        .Select(name => Extra($"{part}.{name}"));

    private static Field Extra(string path) => new(path, FieldAction.Extra);

    public static Field Parameter(string path, RequestParameter parameter) => new(path, FieldAction.Parameter, (byte)parameter);
}
