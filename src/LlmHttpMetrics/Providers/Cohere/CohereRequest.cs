using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Cohere;

/// <summary>Members of Cohere's requests.</summary>
internal static class CohereRequest
{
    public static readonly Field[] Common =
    [
        new("model", FieldAction.Model),
        Parameter("stream", RequestParameter.Stream),
        Parameter("max_tokens", RequestParameter.MaxTokens),
        Parameter("num_generations", RequestParameter.ChoiceCount),
        Parameter("temperature", RequestParameter.Temperature),
        Parameter("p", RequestParameter.TopP),
        Parameter("k", RequestParameter.TopK),
        Parameter("frequency_penalty", RequestParameter.FrequencyPenalty),
        Parameter("presence_penalty", RequestParameter.PresencePenalty),
        Parameter("seed", RequestParameter.Seed),
        .. OpenAiRequest.Stops("stop_sequences"),
        Parameter("response_format.type", RequestParameter.OutputType),
    ];

    public static readonly Field[] Embed =
    [
        new("model", FieldAction.Model),
        Parameter("output_dimension", RequestParameter.Dimensions),
        .. OpenAiRequest.Strings("texts"),
        OpenAiRequest.Input("inputs[*].content[*].text"),
    ];

    public static readonly Field[] Rerank =
    [
        new("model", FieldAction.Model),
        new("documents", FieldAction.Evidence, (byte)RequestEvidence.Documents),
        OpenAiRequest.Input("query"),
        OpenAiRequest.Input("documents[*]"),
        OpenAiRequest.Input("documents[*].text"),
    ];

    private static Field Parameter(string path, RequestParameter parameter) => new(path, FieldAction.Parameter, (byte)parameter);
}
