using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Replicate;

/// <summary>
/// Predictions: https://replicate.com/docs/reference/http#predictions.create. The answer is mostly pending, and a later poll returns its text and
/// figures; models that do not generate text have no figures.
/// </summary>
internal static class Predictions
{
    public static readonly WireFormat Format = new(
        "replicate",
        request:
        [
            new("version", FieldAction.Model),
            new("stream", FieldAction.Parameter, (byte)RequestParameter.Stream),
            OpenAiRequest.Input("input.prompt"),
            OpenAiRequest.Input("input.system_prompt"),
            new("input.max_tokens", FieldAction.Parameter, (byte)RequestParameter.MaxTokens),
            new("input.max_new_tokens", FieldAction.Parameter, (byte)RequestParameter.MaxTokens),
            new("input.temperature", FieldAction.Parameter, (byte)RequestParameter.Temperature),
            new("input.top_p", FieldAction.Parameter, (byte)RequestParameter.TopP),
            new("input.top_k", FieldAction.Parameter, (byte)RequestParameter.TopK),
            new("input.seed", FieldAction.Parameter, (byte)RequestParameter.Seed),
        ],
        body:
        [
            new("id", FieldAction.Id),
            new("model", FieldAction.Model),
            new("status", FieldAction.Status),
            new("error", FieldAction.Error),
            new("output", FieldAction.Text, (byte)TextKind.Answer),
            new("output[*]", FieldAction.Text, (byte)TextKind.Answer),
            new("title", FieldAction.ErrorType, 1),
            new("detail", FieldAction.ErrorMessage, 1),
        ],
        events: [],
        bodyUsage:
        [
            new FigureGroup(
                "metrics",
                (Figure.Input, "input_token_count"), (Figure.Output, "output_token_count"),
                (Figure.Input, "token_input_count"), (Figure.Output, "token_output_count")),
        ])
    {
        PendingStatuses = new([("starting", true), ("processing", true)]),
        ReportsUsage = false,
    };
}
