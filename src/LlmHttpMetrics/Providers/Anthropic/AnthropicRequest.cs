using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Anthropic;

/// <summary>Members of Anthropic's requests.</summary>
internal static class AnthropicRequest
{
    public static readonly Field[] Common =
    [
        new("model", FieldAction.Model),
        Parameter("stream", RequestParameter.Stream),
        Parameter("max_tokens", RequestParameter.MaxTokens),
        Parameter("max_tokens_to_sample", RequestParameter.MaxTokens),
        Parameter("temperature", RequestParameter.Temperature),
        Parameter("top_p", RequestParameter.TopP),
        Parameter("top_k", RequestParameter.TopK),
        Parameter("service_tier", RequestParameter.ServiceTier),
        Parameter("output_config.effort", RequestParameter.ReasoningLevel),
        Parameter("output_config.format.type", RequestParameter.OutputType),
        .. OpenAiRequest.Stops("stop_sequences"),
    ];

    private static Field Parameter(string path, RequestParameter parameter) => new(path, FieldAction.Parameter, (byte)parameter);
}
