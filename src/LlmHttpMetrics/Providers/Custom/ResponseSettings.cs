using LlmHttpMetrics.CustomProviders;
using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Custom;

/// <summary>The settings for an answer and its events.</summary>
internal static class ResponseSettings
{
    public static readonly PathSetting<CustomResponse>[] All =
    [
        new(nameof(CustomResponse.Model), section => section.Model, (section, paths) => section.Model = paths, FieldAction.Model, Default: "model"),
        new(nameof(CustomResponse.Id), section => section.Id, (section, paths) => section.Id = paths, FieldAction.Id, Default: "id"),
        new(nameof(CustomResponse.ServiceTier), section => section.ServiceTier, (section, paths) => section.ServiceTier = paths, FieldAction.ServiceTier),
        new(nameof(CustomResponse.Speed), section => section.Speed, (section, paths) => section.Speed = paths, FieldAction.Speed),
        new(nameof(CustomResponse.Region), section => section.Region, (section, paths) => section.Region = paths, FieldAction.Region),
        new(nameof(CustomResponse.Cost), section => section.Cost, (section, paths) => section.Cost = paths, FieldAction.Cost, (byte)CostFigure.Dollars),
        new(nameof(CustomResponse.Text), section => section.Text, (section, paths) => section.Text = paths, FieldAction.Text, (byte)TextKind.Answer),
        new(nameof(CustomResponse.Reasoning), section => section.Reasoning, (section, paths) => section.Reasoning = paths,
            FieldAction.Text, (byte)TextKind.Reasoning),
        new(nameof(CustomResponse.Refusal), section => section.Refusal, (section, paths) => section.Refusal = paths, FieldAction.Text, (byte)TextKind.Refusal),
        new(nameof(CustomResponse.ToolArguments), section => section.ToolArguments, (section, paths) => section.ToolArguments = paths,
            FieldAction.Text, (byte)TextKind.ToolArguments),
        new(nameof(CustomResponse.Type), section => section.Type, (section, paths) => section.Type = paths, FieldAction.EventType, Default: "type"),
        new(nameof(CustomResponse.TypedText), section => section.TypedText, (section, paths) => section.TypedText = paths, FieldAction.EventText),
        new(nameof(CustomResponse.Choice), section => section.Choice, (section, paths) => section.Choice = paths, FieldAction.Choice),
        new(nameof(CustomResponse.ChoiceIndex), section => section.ChoiceIndex, (section, paths) => section.ChoiceIndex = paths, FieldAction.ChoiceIndex),
        new(nameof(CustomResponse.FinishReason), section => section.FinishReason, (section, paths) => section.FinishReason = paths, FieldAction.FinishReason),
        new(nameof(CustomResponse.Done), section => section.Done, (section, paths) => section.Done = paths, FieldAction.Done),
        new(nameof(CustomResponse.ToolCall), section => section.ToolCall, (section, paths) => section.ToolCall = paths, FieldAction.ToolCall),
        new(nameof(CustomResponse.ToolCallIndex), section => section.ToolCallIndex, (section, paths) => section.ToolCallIndex = paths,
            FieldAction.ToolCallIndex),
        new(nameof(CustomResponse.ToolCallId), section => section.ToolCallId, (section, paths) => section.ToolCallId = paths, FieldAction.ToolCallId),
        new(nameof(CustomResponse.ItemType), section => section.ItemType, (section, paths) => section.ItemType = paths, FieldAction.ItemType),
        new(nameof(CustomResponse.Error), section => section.Error, (section, paths) => section.Error = paths, FieldAction.Error, Default: "error"),
        new(nameof(CustomResponse.ErrorType), section => section.ErrorType, (section, paths) => section.ErrorType = paths,
            FieldAction.ErrorType, Default: "error.type"),
        new(nameof(CustomResponse.ErrorCode), section => section.ErrorCode, (section, paths) => section.ErrorCode = paths,
            FieldAction.ErrorCode, Default: "error.code"),
        new(nameof(CustomResponse.ErrorMessage), section => section.ErrorMessage, (section, paths) => section.ErrorMessage = paths,
            FieldAction.ErrorMessage, Default: "error.message"),
    ];
}
