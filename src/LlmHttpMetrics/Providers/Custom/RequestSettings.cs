using LlmHttpMetrics.CustomProviders;
using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Custom;

/// <summary>The settings for a request.</summary>
internal static class RequestSettings
{
    public static readonly PathSetting<CustomRequest>[] All =
    [
        new(nameof(CustomRequest.Model), section => section.Model, (section, paths) => section.Model = paths, FieldAction.Model, Default: "model"),
        new(nameof(CustomRequest.Text), section => section.Text, (section, paths) => section.Text = paths, FieldAction.Text, (byte)TextKind.Input),
        new(nameof(CustomRequest.Stream), section => section.Stream, (section, paths) => section.Stream = paths,
            FieldAction.Parameter, (byte)RequestParameter.Stream, "stream"),
        new(nameof(CustomRequest.ChoiceCount), section => section.ChoiceCount, (section, paths) => section.ChoiceCount = paths,
            FieldAction.Parameter, (byte)RequestParameter.ChoiceCount),
        new(nameof(CustomRequest.MaxTokens), section => section.MaxTokens, (section, paths) => section.MaxTokens = paths,
            FieldAction.Parameter, (byte)RequestParameter.MaxTokens),
        new(nameof(CustomRequest.Temperature), section => section.Temperature, (section, paths) => section.Temperature = paths,
            FieldAction.Parameter, (byte)RequestParameter.Temperature),
        new(nameof(CustomRequest.TopP), section => section.TopP, (section, paths) => section.TopP = paths, FieldAction.Parameter, (byte)RequestParameter.TopP),
        new(nameof(CustomRequest.TopK), section => section.TopK, (section, paths) => section.TopK = paths, FieldAction.Parameter, (byte)RequestParameter.TopK),
        new(nameof(CustomRequest.FrequencyPenalty), section => section.FrequencyPenalty, (section, paths) => section.FrequencyPenalty = paths,
            FieldAction.Parameter, (byte)RequestParameter.FrequencyPenalty),
        new(nameof(CustomRequest.PresencePenalty), section => section.PresencePenalty, (section, paths) => section.PresencePenalty = paths,
            FieldAction.Parameter, (byte)RequestParameter.PresencePenalty),
        new(nameof(CustomRequest.Seed), section => section.Seed, (section, paths) => section.Seed = paths, FieldAction.Parameter, (byte)RequestParameter.Seed),
        new(nameof(CustomRequest.ReasoningLevel), section => section.ReasoningLevel, (section, paths) => section.ReasoningLevel = paths,
            FieldAction.Parameter, (byte)RequestParameter.ReasoningLevel),
        new(nameof(CustomRequest.ServiceTier), section => section.ServiceTier, (section, paths) => section.ServiceTier = paths,
            FieldAction.Parameter, (byte)RequestParameter.ServiceTier),
    ];
}
