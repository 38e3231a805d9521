using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Ai21;

/// <summary>The completions of the Jurassic models, which report no figures: https://docs.ai21.com/reference/j2-complete-ref.</summary>
internal static class Completion
{
    public static readonly WireFormat Format = new(
        "ai21",
        request:
        [
            OpenAiRequest.Input("prompt"),
            new("maxTokens", FieldAction.Parameter, (byte)RequestParameter.MaxTokens),
            new("numResults", FieldAction.Parameter, (byte)RequestParameter.ChoiceCount),
            new("temperature", FieldAction.Parameter, (byte)RequestParameter.Temperature),
            new("topP", FieldAction.Parameter, (byte)RequestParameter.TopP),
            new("topKReturn", FieldAction.Parameter, (byte)RequestParameter.TopK),
        ],
        body:
        [
            new("id", FieldAction.Id),
            new("completions[*]", FieldAction.Choice),
            new("completions[*].data.text", FieldAction.Text, (byte)TextKind.Answer),
            new("completions[*].finishReason.reason", FieldAction.FinishReason),
            new("detail", FieldAction.ErrorMessage, 1),
            new("detail[*].type", FieldAction.ErrorType, 1),
        ],
        events: []);
}
