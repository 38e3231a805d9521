using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.OpenAi;

namespace LlmHttpMetrics.Providers.Yandex;

/// <summary>
/// Yandex Cloud's models: its own API, and OpenAI's (https://yandex.cloud/en/docs/foundation-models/concepts/openai-compatibility).
/// </summary>
internal static class YandexProviders
{
    public static readonly Provider[] All =
    [
        new("yandex", ["llm.api.cloud.yandex.net", "ai.api.cloud.yandex.net", "operation.api.cloud.yandex.net"],
        [
            .. OpenAiEndpoints.All,
            new("/foundationModels/v1/completion", Operations.Chat, Completion.Format),
            new("/foundationModels/v1/completionAsync", Operations.Chat, Completion.Format) { StoredIn = "operations" },
            new("/foundationModels/v1/textEmbedding", Operations.Embeddings, Completion.Embedding),
        ]),
    ];
}
