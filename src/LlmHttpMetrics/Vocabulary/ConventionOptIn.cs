namespace LlmHttpMetrics.Vocabulary;

/// <summary>Reads OpenTelemetry's opt-in: a comma-separated list of conventions to follow in their newest form.</summary>
internal static class ConventionOptIn
{
    public const string Variable = "OTEL_SEMCONV_STABILITY_OPT_IN";

    public static SemanticConventions Default => Parse(Environment.GetEnvironmentVariable(Variable));

    public static SemanticConventions Parse(string? list)
    {
        var words = (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Contains("gen_ai_latest_experimental/dup") ? SemanticConventions.Both
            : words.Contains("gen_ai_latest_experimental") ? SemanticConventions.Latest
            : SemanticConventions.V1_41;
    }
}
