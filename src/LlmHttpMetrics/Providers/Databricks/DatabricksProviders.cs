using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.Anthropic;
using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Databricks;

/// <summary>
/// Databricks' serving endpoints, with OpenAI's paths or with the endpoint's own name:
/// https://docs.databricks.com/machine-learning/foundation-model-apis/api-reference. Other models use the latter too, so only the payload shows
/// the operation.
/// </summary>
internal static class DatabricksProviders
{
    /// <summary>A chat, or, with the endpoint's own name, any operation in OpenAI's form. Reasoning is in parts of the content.</summary>
    private static readonly WireFormat Chat = ChatCompletions.Create(
        ChatCompletions.Name,
        request:
        [
            new("input", FieldAction.Text, TextKind.Input.With(OperationHint.Embeddings)),
            new("input[*]", FieldAction.Text, TextKind.Input.With(OperationHint.Embeddings)),
            new("prompt", FieldAction.Text, TextKind.Input.With(OperationHint.TextCompletion)),
        ],
        answer:
        [
            new("choices[*].text", FieldAction.Text, (byte)TextKind.Answer),
            new("choices[*].message.content[*].summary[*].text", FieldAction.Text, (byte)TextKind.Reasoning),
            new("choices[*].delta.content[*].summary[*].text", FieldAction.Text, (byte)TextKind.Reasoning),
        ]);

    public static readonly Provider[] All =
    [
        new("databricks", ["*.azuredatabricks.net", "*.cloud.databricks.com", "*.gcp.databricks.com"],
        [
            .. OpenAiEndpoints.All,
            .. AnthropicEndpoints.All,
            new("/serving-endpoints/chat/completions", Operations.Chat, Chat),
            new("/serving-endpoints/{*}/invocations", Operations.Chat, Chat, RequestEvidence.Input) { IsShared = true },
        ])
        {
            PathStart = "/serving-endpoints/",
        },
    ];
}
