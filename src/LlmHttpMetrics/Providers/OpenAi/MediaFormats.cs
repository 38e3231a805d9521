using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.OpenAi;

/// <summary>Images and audio: https://platform.openai.com/docs/api-reference/images and /audio.</summary>
internal static class MediaFormats
{
    /// <summary>Only the GPT image models send usage.</summary>
    public static readonly WireFormat Images = new(
        "openai.images",
        request: [.. OpenAiRequest.Common, OpenAiRequest.Input("prompt")],
        body: OpenAiAnswer.Common,
        events: [.. StreamCommon],
        bodyUsage: [OpenAiAnswer.InputOutputUsage("usage")],
        eventUsage: [OpenAiAnswer.InputOutputUsage("usage")],
        eventRules:
        [
            ("image_generation.partial_image", new EventRule(Content: true)),
            ("image_edit.partial_image", new EventRule(Content: true)),
            ("image_generation.completed", new EventRule(Ends: true, Content: true)),
            ("image_edit.completed", new EventRule(Ends: true, Content: true)),
            ("error", new EventRule(Fails: true)),
        ])
    {
        ReportsUsage = false,
    };

    /// <summary>Transcriptions and translations; whisper reports seconds, the newer models report tokens.</summary>
    public static readonly WireFormat Transcription = new(
        "openai.audio",
        request: [.. OpenAiRequest.Common],
        body: [.. OpenAiAnswer.Common, new("text", FieldAction.Text, (byte)TextKind.Answer)],
        events: [.. StreamCommon, new("delta", FieldAction.EventText), new("text", FieldAction.Text, (byte)TextKind.FinalAnswer)],
        bodyUsage: [OpenAiAnswer.TranscriptionUsage("usage")],
        eventUsage: [OpenAiAnswer.InputOutputUsage("usage")],
        eventRules:
        [
            ("transcript.text.delta", new EventRule(TextKind.Answer)),
            ("transcript.text.done", new EventRule(Ends: true)),
            ("error", new EventRule(Fails: true)),
        ])
    {
        AllowsOpaqueBody = true,
        ReportsUsage = false,
    };

    /// <summary>Speech: the answer is audio, or events that contain it.</summary>
    public static readonly WireFormat Speech = new(
        "openai.speech",
        request: [.. OpenAiRequest.Common, OpenAiRequest.Input("input"), new("stream_format", FieldAction.Parameter, (byte)RequestParameter.Stream)],
        body: OpenAiAnswer.Common,
        events: [.. StreamCommon],
        eventUsage: [OpenAiAnswer.InputOutputUsage("usage")],
        eventRules:
        [
            ("speech.audio.delta", new EventRule(Content: true)),
            ("speech.audio.done", new EventRule(Ends: true)),
            ("error", new EventRule(Fails: true)),
        ])
    {
        AllowsOpaqueBody = true,
        ReportsUsage = false,
    };

    private static IEnumerable<Field> StreamCommon =>
    [
        new("type", FieldAction.EventType),
        .. OpenAiAnswer.Cost("usage"),
        new("error", FieldAction.Error),
        new("error.type", FieldAction.ErrorType),
        new("error.code", FieldAction.ErrorCode),
        new("error.message", FieldAction.ErrorMessage),
    ];
}
