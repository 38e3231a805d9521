using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Cohere;

/// <summary>What the answers of both versions have in common.</summary>
internal static class CohereAnswer
{
    /// <summary>https://docs.cohere.com/reference/errors: a string as the message, and no error type.</summary>
    public static readonly Field Message = new("message", FieldAction.ErrorMessage, FieldMarks.Alone);

    /// <summary>Cohere's finish reasons, of both versions: https://docs.cohere.com/v1/reference/chat and /reference/chat.</summary>
    public static readonly Utf8Table<FinishKind> FinishKinds = new(
    [
        ("MAX_TOKENS", FinishKind.Length),
        ("ERROR_LIMIT", FinishKind.Length),
        ("ERROR_TOXIC", FinishKind.ContentFilter),
        ("ERROR", FinishKind.Error),
        ("TIMEOUT", FinishKind.Error),
    ]);

    /// <summary>Billed tokens take precedence over consumed ones; a rerank is billed by searches, which are not tokens.</summary>
    public static FigureGroup Usage(params string[] paths) => new(
        paths,
        (Figure.Input, "billed_units.input_tokens"),
        (Figure.Output, "billed_units.output_tokens"),
        (Figure.InputImage, "billed_units.image_tokens"),
        (Figure.Input, "tokens.input_tokens"),
        (Figure.Output, "tokens.output_tokens"),
        (Figure.CachedInput, "cached_tokens"));

    /// <summary>Embeddings and rerank of one version.</summary>
    public static WireFormat InputOnly(string name, Field[] request, bool reportsUsage) => new(
        name,
        request,
        body: [new("id", FieldAction.Id), Message],
        events: [],
        bodyUsage: [Usage("meta")],
        usage: UsageRule.FirstNameCounts)
    {
        ReportsUsage = reportsUsage,
    };
}
