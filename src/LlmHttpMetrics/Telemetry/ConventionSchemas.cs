namespace LlmHttpMetrics.Telemetry;

/// <summary>The schema URLs of the conventions: https://opentelemetry.io/docs/specs/otel/schemas/.</summary>
internal static class ConventionSchemas
{
    private const string V1 = "https://opentelemetry.io/schemas/1.41.0";
    private const string V0 = "https://opentelemetry.io/schemas/gen-ai/0.1.0";

    /// <summary>The schema of what is published; null if two schemas are published at once.</summary>
    public static string? UrlOf(SemanticConventions conventions) => conventions switch
    {
        SemanticConventions.V1_41 => V1,
        SemanticConventions.V0_1 => V0,
        _ => null,
    };
}
