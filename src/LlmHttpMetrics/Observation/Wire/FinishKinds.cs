namespace LlmHttpMetrics.Observation.Wire;

/// <summary>Words for the end of an answer that several providers share, in small letters (OpenAI, Anthropic) or capitals (Google, Cohere).</summary>
internal static class FinishKinds
{
    public static readonly Utf8Table<FinishKind> Common = new(
    [
        ("length", FinishKind.Length),
        ("LENGTH", FinishKind.Length),
        ("max_tokens", FinishKind.Length),
        ("MAX_TOKENS", FinishKind.Length),
        ("max_output_tokens", FinishKind.Length),
        ("model_length", FinishKind.Length),
        ("model_context_window_exceeded", FinishKind.Length),
        ("content_filter", FinishKind.ContentFilter),
        ("refusal", FinishKind.ContentFilter),
    ]);
}
