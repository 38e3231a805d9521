using LlmHttpMetrics.CustomProviders;
using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Custom;

/// <summary>The settings for usage figures.</summary>
internal static class UsageSettings
{
    public static readonly PathSetting<CustomUsage>[] All =
    [
        new(nameof(CustomUsage.Input), section => section.Input, (section, paths) => section.Input = paths, FieldAction.Figure, (byte)Figure.Input),
        new(nameof(CustomUsage.Output), section => section.Output, (section, paths) => section.Output = paths, FieldAction.Figure, (byte)Figure.Output),
        new(nameof(CustomUsage.Total), section => section.Total, (section, paths) => section.Total = paths, FieldAction.Figure, (byte)Figure.Total),
        new(nameof(CustomUsage.CachedInput), section => section.CachedInput, (section, paths) => section.CachedInput = paths,
            FieldAction.Figure, (byte)Figure.CachedInput),
        new(nameof(CustomUsage.CacheWrite), section => section.CacheWrite, (section, paths) => section.CacheWrite = paths,
            FieldAction.Figure, (byte)Figure.CacheWrite),
        new(nameof(CustomUsage.CacheWrite5Minutes), section => section.CacheWrite5Minutes, (section, paths) => section.CacheWrite5Minutes = paths,
            FieldAction.Figure, (byte)Figure.CacheWrite5Minutes),
        new(nameof(CustomUsage.CacheWrite1Hour), section => section.CacheWrite1Hour, (section, paths) => section.CacheWrite1Hour = paths,
            FieldAction.Figure, (byte)Figure.CacheWrite1Hour),
        new(nameof(CustomUsage.Reasoning), section => section.Reasoning, (section, paths) => section.Reasoning = paths,
            FieldAction.Figure, (byte)Figure.Reasoning),
        new(nameof(CustomUsage.ToolUseInput), section => section.ToolUseInput, (section, paths) => section.ToolUseInput = paths,
            FieldAction.Figure, (byte)Figure.ToolUseInput),
        new(nameof(CustomUsage.InputAudio), section => section.InputAudio, (section, paths) => section.InputAudio = paths,
            FieldAction.Figure, (byte)Figure.InputAudio),
        new(nameof(CustomUsage.InputImage), section => section.InputImage, (section, paths) => section.InputImage = paths,
            FieldAction.Figure, (byte)Figure.InputImage),
        new(nameof(CustomUsage.OutputAudio), section => section.OutputAudio, (section, paths) => section.OutputAudio = paths,
            FieldAction.Figure, (byte)Figure.OutputAudio),
        new(nameof(CustomUsage.OutputImage), section => section.OutputImage, (section, paths) => section.OutputImage = paths,
            FieldAction.Figure, (byte)Figure.OutputImage),
        new(nameof(CustomUsage.AcceptedPrediction), section => section.AcceptedPrediction, (section, paths) => section.AcceptedPrediction = paths,
            FieldAction.Figure, (byte)Figure.AcceptedPrediction),
        new(nameof(CustomUsage.RejectedPrediction), section => section.RejectedPrediction, (section, paths) => section.RejectedPrediction = paths,
            FieldAction.Figure, (byte)Figure.RejectedPrediction),
    ];
}
