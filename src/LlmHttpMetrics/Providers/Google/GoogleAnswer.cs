using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Google;

/// <summary>What the answers of Google's services have in common.</summary>
internal static class GoogleAnswer
{
    /// <summary>https://cloud.google.com/apis/design/errors.</summary>
    public static readonly Field[] Error =
    [
        new("error", FieldAction.Error),
        new("error.code", FieldAction.ErrorCode),
        new("error.status", FieldAction.ErrorType),

        // Errors of a gateway, in OpenAI's form.
        new("error.type", FieldAction.ErrorType),
        new("error.message", FieldAction.ErrorMessage),
    ];

    /// <summary>The figures of an answer, also by modality: as words, or as numbers if the request asks for enums as integers.</summary>
    public static FigureGroup Usage(string path) => new(
        path,
        (Figure.Input, "promptTokenCount"),
        (Figure.Output, "candidatesTokenCount"),
        (Figure.Total, "totalTokenCount"),
        (Figure.CachedInput, "cachedContentTokenCount"),
        (Figure.Reasoning, "thoughtsTokenCount"),
        (Figure.ToolUseInput, "toolUsePromptTokenCount"))
    {
        Named =
        [
            Modalities("promptTokensDetails", "tokenCount", Figure.InputText, Figure.InputImage, Figure.InputAudio),
            Modalities("cacheTokensDetails", "tokenCount", Figure.CachedText, Figure.CachedImage, Figure.CachedAudio),
            Modalities("candidatesTokensDetails", "tokenCount", Figure.OutputText, Figure.OutputImage, Figure.OutputAudio),
        ],
    };

    /// <summary>The numbers of the enum <c>Modality</c>: text 1, image 2, video 3, audio 4, document 5.</summary>
    public static NamedFigures Modalities(string list, string amount, Figure text, Figure image, Figure audio) => new(
        list,
        "modality",
        amount,
        [("TEXT", text), ("text", text), ("1", text), ("IMAGE", image), ("image", image), ("2", image), ("AUDIO", audio), ("audio", audio), ("4", audio)]);
}
