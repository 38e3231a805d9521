using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.AwsBedrock;

/// <summary>
/// Bedrock's own finish reasons and those of the models' bodies:
/// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html.
/// </summary>
internal static class BedrockFinish
{
    public static readonly Utf8Table<FinishKind> Kinds = new(
    [
        ("content_filtered", FinishKind.ContentFilter),
        ("guardrail_intervened", FinishKind.ContentFilter),

        // Guardrails, for any model's body.
        ("INTERVENED", FinishKind.ContentFilter),

        // Titan.
        ("CONTENT_FILTERED", FinishKind.ContentFilter),

        // Command.
        ("ERROR_TOXIC", FinishKind.ContentFilter),
    ]);
}
